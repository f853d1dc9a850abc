//! Multinomial logistic regression with decaying weights, learnt by stochastic gradient descent in
//! a fixed order.

#![expect(
    clippy::float_arithmetic,
    reason = "statistics; no money is decided here"
)]

use super::features::Row;

/// Passes over the examples. More change little.
const PASSES: u16 = 40;

/// First step size; rows have a length of about one and a half.
const STEP: f32 = 0.5;

/// How willing the model is to believe a single example: the inverse strength of the decay.
const TRUST: f32 = 50.0;

/// The trained weights: one row per feature, one column per class.
#[derive(Debug, Clone)]
pub struct Model {
    weights: Vec<f32>,
    /// All weights are to be multiplied by this: decaying every weight at every step is too slow.
    scale: f32,
    classes: usize,
}

impl Model {
    /// Learns which features speak for which class.
    pub fn train(rows: &[(Row, usize)], classes: usize) -> Self {
        let all = rows.iter().flat_map(|(row, _)| row);
        let last = all.map(|(feature, _)| *feature).max();
        let features = last.map_or(0, |last| last.saturating_add(1));
        let weights = vec![0.0; features.saturating_mul(classes)];
        let mut model = Self {
            weights,
            scale: 1.0,
            classes,
        };
        let examples = f32::from(u16::try_from(rows.len()).unwrap_or(u16::MAX).max(1));
        let decay = 1.0 / (TRUST * examples);
        let mut steps = 0.0_f32;
        for pass in 0..PASSES {
            for position in order(rows.len(), usize::from(pass)) {
                if let Some((row, class)) = rows.get(position) {
                    model.step(row, *class, STEP / (1.0 + STEP * decay * steps), decay);
                    steps += 1.0;
                }
            }
        }
        model.settle();
        model
    }

    /// How likely each class is; the sum is one.
    pub fn likelihoods(&self, row: &Row) -> Vec<f32> {
        let mut logits = vec![0.0_f32; self.classes];
        for (feature, amount) in row {
            let start = feature.saturating_mul(self.classes);
            let weights = self.weights.get(start..start.saturating_add(self.classes));
            for (logit, weight) in logits.iter_mut().zip(weights.unwrap_or_default()) {
                *logit += weight * amount * self.scale;
            }
        }
        softmax(&mut logits);
        logits
    }

    fn step(&mut self, row: &Row, class: usize, rate: f32, decay: f32) {
        let mut errors = self.likelihoods(row);
        if let Some(error) = errors.get_mut(class) {
            *error -= 1.0;
        }
        self.scale *= 1.0 - rate * decay;
        let rate = rate / self.scale;
        for (feature, amount) in row {
            let start = feature.saturating_mul(self.classes);
            let weights = self
                .weights
                .get_mut(start..start.saturating_add(self.classes));
            for (weight, error) in weights.unwrap_or_default().iter_mut().zip(&errors) {
                *weight -= rate * error * amount;
            }
        }
    }

    /// Multiplies the scale into the weights.
    fn settle(&mut self) {
        for weight in &mut self.weights {
            *weight *= self.scale;
        }
        self.scale = 1.0;
    }
}

/// A different but fixed order on every pass: a stride that shares no factor with the length.
fn order(length: usize, pass: usize) -> impl Iterator<Item = usize> {
    let primes = [7919_usize, 104_729, 1_299_709];
    let stride = primes
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
