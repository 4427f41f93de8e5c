//! A line that tells how far long work is, on a terminal only.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A progress line; without a terminal it draws nothing.
pub struct Progress(ProgressBar);

impl Progress {
    /// A line for this work.
    pub fn new(work: &'static str) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template("{prefix} {msg} {wide_bar} {pos}/{len}") {
            bar.set_style(style);
        }
        bar.set_prefix(work);
        Progress(bar)
    }

    /// The part at hand, how much is done and how much there is.
    pub fn at(&self, part: &str, done: usize, all: usize) {
        self.0.set_message(part.to_owned());
        self.0.set_length(all as u64);
        self.0.set_position(done as u64);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
