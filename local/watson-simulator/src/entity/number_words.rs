//! Numbers in English words: "fifty", "two hundred and fifty", "a thousand", "3 million".

#![expect(
    clippy::float_arithmetic,
    reason = "IBM's numbers are doubles; no money is decided here"
)]

/// A word that is a number by itself, below one hundred.
pub fn small(word: &str) -> Option<f64> {
    const WORDS: [(&str, u8); 29] = [
        ("zero", 0),
        ("one", 1),
        ("two", 2),
        ("three", 3),
        ("four", 4),
        ("five", 5),
        ("six", 6),
        ("seven", 7),
        ("eight", 8),
        ("nine", 9),
        ("ten", 10),
        ("eleven", 11),
        ("twelve", 12),
        ("thirteen", 13),
        ("fourteen", 14),
        ("fifteen", 15),
        ("sixteen", 16),
        ("seventeen", 17),
        ("eighteen", 18),
        ("nineteen", 19),
        ("twenty", 20),
        ("thirty", 30),
        ("forty", 40),
        ("fourty", 40),
        ("fifty", 50),
        ("sixty", 60),
        ("seventy", 70),
        ("eighty", 80),
        ("ninety", 90),
    ];
    WORDS
        .iter()
        .find(|(name, _)| *name == word)
        .map(|(_, value)| f64::from(*value))
}

/// A word that multiplies what stands before it.
pub fn multiplier(word: &str) -> Option<f64> {
    match word {
        "hundred" => Some(100.0),
        "thousand" => Some(1_000.0),
        "million" => Some(1_000_000.0),
        _ => None,
    }
}

/// Adds up the words of one number as they come.
#[derive(Debug, Default)]
pub struct Sum {
    total: f64,
    current: Option<f64>,
}

impl Sum {
    /// Takes the next word; false if it does not belong to this number any more.
    pub fn take(&mut self, word: &str) -> bool {
        if let Some(value) = small(word) {
            return self.add(value);
        }
        match multiplier(word) {
            Some(by) => self.multiply(by),
            None => false,
        }
    }

    /// "twenty five" is one number, "five twenty" and "fifty fifty" are two.
    fn add(&mut self, value: f64) -> bool {
        let fits = match self.current {
            None => true,
            Some(current) if current >= 100.0 => current % 100.0 == 0.0,
            Some(current) => {
                current >= 20.0 && current % 10.0 == 0.0 && value < 10.0 && value > 0.0
            }
        };
        if fits {
            self.current = Some(self.current.unwrap_or(0.0) + value);
        }
        fits
    }

    fn multiply(&mut self, by: f64) -> bool {
        let current = self.current.take().unwrap_or(1.0);
        if by < 1_000.0 {
            self.current = Some(current * by);
        } else {
            self.total += current * by;
        }
        true
    }

    /// The number so far.
    pub fn value(&self) -> f64 {
        self.total + self.current.unwrap_or(0.0)
    }
}
