//! How a page looks: on the narrowest phone, a usual one and a desk.

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::axe;
use crate::browser::Browser;

/// What pages are looked at with.
pub struct Looks {
    axe: Option<String>,
    pictures: Option<PathBuf>,
}

impl Looks {
    /// With axe-core where npm is there; pictures go where `ACME_SCREENSHOTS` says.
    pub fn from(place: &Path) -> Self {
        Self {
            axe: axe::source(place),
            pictures: std::env::var_os("ACME_SCREENSHOTS").map(PathBuf::from),
        }
    }

    /// Nothing to scroll sideways for, and nothing axe-core calls serious.
    pub async fn right(&self, browser: &Browser, name: &str) {
        for (width, height) in [(320, 640), (390, 844), (1280, 800)] {
            browser.is_sized(width, height, 1.0).await;
            let wide = "return document.documentElement.scrollWidth - innerWidth";
            assert_eq!(browser.runs(wide).await, 0, "{name} at {width}");
            self.nothing_serious(browser).await;
            self.saved(browser, &format!("{name}-{width}")).await;
        }
    }

    /// A picture, where some are wanted.
    pub async fn saved(&self, browser: &Browser, name: &str) {
        if let Some(folder) = &self.pictures {
            std::fs::create_dir_all(folder).unwrap();
            let file = folder.join(format!("{name}.png"));
            browser.saves_picture(&file).await;
        }
    }

    async fn nothing_serious(&self, browser: &Browser) {
        let Some(axe) = &self.axe else { return };
        browser.runs(axe).await;
        let script = "return axe.run().then(found => found.violations
            .filter(one => /serious|critical/.test(one.impact))
            .map(one => one.id + ': ' + one.nodes.map(node => node.html).join(' ')))";
        assert_eq!(browser.runs(script).await, json!([]));
    }
}
