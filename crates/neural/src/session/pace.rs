//! How fast a run goes.

/// The most seconds' worth of steps that are made up for after a pause of the
/// host, such as a page in the background.
const BACKLOG: f64 = 0.25;

/// Grants steps at a chosen speed.
#[derive(Clone, Debug, Default)]
pub struct Pace {
    steps_per_second: Option<f64>,
    last: Option<f64>,
    credit: f64,
}

impl Pace {
    /// Unbounded, or at a speed. The first step is granted at once.
    pub fn new(steps_per_second: Option<f64>) -> Self {
        Self {
            steps_per_second,
            last: None,
            credit: 1.0,
        }
    }

    /// Takes the time; steps that may be made now.
    pub fn granted(&mut self, now: f64) -> u64 {
        let Some(speed) = self.steps_per_second else {
            return u64::MAX;
        };
        let elapsed = self.last.map_or(0.0, |last| (now - last).max(0.0));
        self.last = Some(now);
        let most = (speed * BACKLOG).max(1.0);
        self.credit = (self.credit + speed * elapsed).min(most);
        self.credit as u64
    }

    /// Counts a step that was made.
    pub fn spend(&mut self) {
        if self.steps_per_second.is_some() {
            self.credit -= 1.0;
        }
    }

    /// Seconds until a step is granted; none while unbounded.
    pub fn wait(&self) -> Option<f64> {
        let speed = self.steps_per_second?;
        Some(((1.0 - self.credit) / speed).max(0.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_come_at_the_speed_asked() {
        let mut pace = Pace::new(Some(50.0));
        let mut steps = 0;
        for tick in 0..=600 {
            for _ in 0..pace.granted(f64::from(tick) / 60.0) {
                pace.spend();
                steps += 1;
            }
        }
        assert!((500..=502).contains(&steps), "{steps}");
        let wait = pace.wait().unwrap();
        assert!(wait > 0.0 && wait <= 0.02);
        // An hour in the background is not made up for.
        assert!(pace.granted(4000.0) <= 12);
    }

    #[test]
    fn slow_motion_goes_below_one_step_a_second() {
        let mut pace = Pace::new(Some(0.5));
        assert_eq!(pace.granted(0.0), 1);
        pace.spend();
        assert_eq!(pace.granted(1.9), 0);
        assert_eq!(pace.granted(2.1), 1);
        assert_eq!(Pace::new(None).granted(9.0), u64::MAX);
    }
}
