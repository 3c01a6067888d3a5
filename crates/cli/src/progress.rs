//! How far reading has come: one line on standard error, and only where somebody looks at it.

use indicatif::{ProgressBar, ProgressState, ProgressStyle};
use std::fmt;

/// Files of a folder, files a second and time left, and pages of a scan among them.
pub(crate) struct Files(ProgressBar);

impl Files {
    pub fn new() -> Self {
        Self(bar("reading{msg}"))
    }

    /// So many files are read, of so many.
    pub fn tell(&self, done: usize, of: usize) {
        // How many there are is told with the first one.
        if self.0.length() == Some(0) {
            self.0.set_style(style("{pos} of {len} files  {bar:20}  {rate}{left}{msg}"));
        }
        self.0.set_length(of as u64);
        self.0.set_position(done as u64);
    }

    /// Tells how many pages of a scan are done, of how many. Where several are read at once, each in turn.
    pub fn pages(&self) -> impl Fn(usize, usize) + Send + Sync + 'static {
        let bar = self.0.clone();
        move |done, of| {
            bar.set_message(if done < of {
                format!(", {done} of {of} pages of a scan")
            } else {
                String::new()
            });
        }
    }

    /// Writes something else while the line is away.
    pub fn beside<T>(&self, write: impl FnOnce() -> T) -> T {
        self.0.suspend(write)
    }

    pub fn end(&self) {
        self.0.finish_and_clear();
    }
}

/// Tells how many pages of a scan are done, of how many; the line goes when all are.
pub(crate) fn pages() -> impl Fn(usize, usize) + Send + Sync {
    let bar = bar("words of {pos} of {len} pages recognised  {bar:20}  {left}");
    move |done, of| {
        if done == 0 {
            bar.reset();
        }
        bar.set_length(of as u64);
        bar.set_position(done as u64);
        if done == of {
            bar.finish_and_clear();
        }
    }
}

fn bar(form: &str) -> ProgressBar {
    ProgressBar::new(0).with_style(style(form))
}

fn style(form: &str) -> ProgressStyle {
    let style = ProgressStyle::with_template(form).unwrap_or_else(|_| ProgressStyle::default_bar());
    style.with_key("rate", rate).with_key("left", left)
}

// What cannot be written to the screen is told where it matters, at the end.

fn rate(state: &ProgressState, out: &mut dyn fmt::Write) {
    if state.per_sec() >= 1.0 {
        let _ = write!(out, "{:.0} a second, ", state.per_sec());
    }
}

fn left(state: &ProgressState, out: &mut dyn fmt::Write) {
    // Nothing is known before the first one is done.
    if state.pos() > 0 {
        let _ = write!(out, "{}s left", state.eta().as_secs());
    }
}
