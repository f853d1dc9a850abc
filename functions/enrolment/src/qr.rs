//! The activation link as a QR code (ISO/IEC 18004), for a phone's camera: as SVG for screens, as PNG for what prints.
//!
//! Deliberately no logo within it and no colours: cameras read plain ones best.

use domain::failure::Failure;
use png::{BitDepth, ColorType, Encoder};
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

/// Light modules around the code, as the standard asks for.
const QUIET_ZONE: usize = 4;

/// Pixels of a module: at one bit a pixel, a module is a byte of its row.
const MODULE_PIXELS: usize = 8;

const DARK: u8 = 0x00;
const LIGHT: u8 = 0xff;

/// A QR code.
pub struct Qr(QrCode);

impl Qr {
    /// The code that holds `url`; still read with an eighth of it covered or dirty (level M).
    ///
    /// # Errors
    /// [`Failure::Fail`] for more than a code can hold, 2,331 bytes.
    pub fn of(url: &str) -> Result<Self, Failure> {
        let code = QrCode::with_error_correction_level(url, EcLevel::M);
        code.map(Self).map_err(Failure::fail)
    }

    /// A picture that is sharp at any size, in black on white also where the page is dark.
    pub fn svg(&self) -> String {
        self.0.render::<svg::Color<'_>>().build()
    }

    /// A picture in black and white.
    ///
    /// # Errors
    /// [`Failure::Fail`] never for a code, whose width is known to fit.
    pub fn png(&self) -> Result<Vec<u8>, Failure> {
        let rows = self.rows();
        let side = rows.len().saturating_mul(MODULE_PIXELS);
        let side = u32::try_from(side).map_err(Failure::fail)?;
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, side, side);
        encoder.set_color(ColorType::Grayscale);
        encoder.set_depth(BitDepth::One);
        let mut writer = encoder.write_header().map_err(Failure::fail)?;
        let pixels: Vec<u8> = rows
            .iter()
            .flat_map(|row| row.repeat(MODULE_PIXELS))
            .collect();
        writer.write_image_data(&pixels).map_err(Failure::fail)?;
        writer.finish().map_err(Failure::fail)?;
        Ok(bytes)
    }

    /// A byte for each module, with the quiet zone around them.
    fn rows(&self) -> Vec<Vec<u8>> {
        let width = self.0.width().saturating_add(2 * QUIET_ZONE);
        let margin = vec![vec![LIGHT; width]; QUIET_ZONE];
        let modules = self.0.to_colors();
        let modules = modules.chunks(self.0.width()).map(|row| {
            let row = row.iter().map(|color| color.select(DARK, LIGHT));
            let beside = [LIGHT; QUIET_ZONE];
            beside.into_iter().chain(row).chain(beside).collect()
        });
        margin
            .iter()
            .cloned()
            .chain(modules)
            .chain(margin.clone())
            .collect()
    }
}
