//! Multinomial logistic regression, trained by AdaGrad in a fixed order.

#![expect(
    clippy::float_arithmetic,
    reason = "statistics; no money is decided here"
)]

use super::features::Row;

/// Passes over the examples. More change little.
const PASSES: usize = 30;

/// Step size of AdaGrad.
const STEP: f32 = 0.5;

/// Keeps the weights small, so that one odd example cannot shout.
const DECAY: f32 = 1e-5;

/// Rows are of length one, so logits need stretching to become confident.
const SHARPNESS: f32 = 4.0;

/// The trained weights: one row per feature, one column per class.
#[derive(Debug, Clone)]
pub struct Model {
    weights: Vec<f32>,
    classes: usize,
}

impl Model {
    /// Learns which features speak for which class. The last class is "none of these".
    pub fn train(rows: &[(Row, usize)], features: usize, classes: usize) -> Self {
        let size = features.saturating_mul(classes);
        let mut model = Self {
            weights: vec![0.0; size],
            classes,
        };
        let mut squares = vec![1e-6_f32; size];
        for pass in 0..PASSES {
            for position in order(rows.len(), pass) {
                if let Some((row, class)) = rows.get(position) {
                    model.step(row, *class, &mut squares);
                }
            }
        }
        model
    }

    /// How likely each class is; the sum is one.
    pub fn likelihoods(&self, row: &Row) -> Vec<f32> {
        let mut logits = vec![0.0_f32; self.classes];
        for (feature, amount) in row {
            for (logit, weight) in logits.iter_mut().zip(self.column(*feature)) {
                *logit += weight * amount * SHARPNESS;
            }
        }
        softmax(&mut logits);
        logits
    }

    fn column(&self, feature: usize) -> &[f32] {
        let start = feature.saturating_mul(self.classes);
        self.weights
            .get(start..start.saturating_add(self.classes))
            .unwrap_or_default()
    }

    fn step(&mut self, row: &Row, class: usize, squares: &mut [f32]) {
        let mut errors = self.likelihoods(row);
        if let Some(error) = errors.get_mut(class) {
            *error -= 1.0;
        }
        for (feature, amount) in row {
            let start = feature.saturating_mul(self.classes);
            let range = start..start.saturating_add(self.classes);
            let (Some(weights), Some(squares)) =
                (self.weights.get_mut(range.clone()), squares.get_mut(range))
            else {
                continue;
            };
            for ((weight, square), error) in weights.iter_mut().zip(squares).zip(&errors) {
                let gradient = error * amount * SHARPNESS + DECAY * *weight;
                *square += gradient * gradient;
                *weight -= STEP * gradient / square.sqrt();
            }
        }
    }
}

/// A different but fixed order on every pass: a stride that shares no factor with the length.
fn order(length: usize, pass: usize) -> impl Iterator<Item = usize> {
    let stride = [7919_usize, 104_729, 1_299_709]
        .into_iter()
        .find(|prime| length.checked_rem(*prime) != Some(0));
    let stride = stride.unwrap_or(1);
    (0..length).filter_map(move |position| {
        position
            .saturating_add(pass)
            .saturating_mul(stride)
            .checked_rem(length)
    })
}

fn softmax(logits: &mut [f32]) {
    let largest = logits.iter().copied().fold(f32::MIN, f32::max);
    for logit in logits.iter_mut() {
        *logit = (*logit - largest).exp();
    }
    let total: f32 = logits.iter().sum();
    for logit in logits.iter_mut() {
        *logit /= total;
    }
}
