//! Making an activation code, with everything a customer may send it by: letters to type, a link, a QR code.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::customer::activation::{ACTIVATION_SECONDS, ActivationCode};
use domain::failure::Failure;
use domain::id::CustomerId;

use crate::qr::Qr;
use crate::{Answer, Enrolment};

impl Enrolment {
    /// Each time another code; those before it stay good until one is used or their time is over.
    pub(crate) async fn authorise(&self, customer: &CustomerId) -> Result<Answer, Failure> {
        let keys = self.keys.get().await?;
        let code = ActivationCode::draw(self.random).map_err(Failure::retry)?;
        let answer = self.slip(&code)?;
        let now = (self.clock)();
        let expires_at = now.plus(ACTIVATION_SECONDS);
        let hash = code.hash(&keys.activation_key);
        self.channels
            .put_activation(&hash, customer, now, expires_at)
            .await?;
        tracing::info!(customer.id = customer.0, "activation code issued");
        Ok(answer)
    }

    fn slip(&self, code: &ActivationCode) -> Result<Answer, Failure> {
        let code = code.expose();
        // The code is letters, digits and hyphens, so it needs no escaping in a URL.
        let whatsapp_url = format!("https://wa.me/{}?text={code}", self.bank_phone_number);
        let qr = Qr::of(&whatsapp_url)?;
        Ok(Answer::Authorised {
            qr_svg: qr.svg(),
            qr_png: STANDARD.encode(qr.png()?),
            activation_code: code,
            whatsapp_url,
            expires_in_seconds: ACTIVATION_SECONDS,
        })
    }
}
