//! How far reading has come: one line on standard error, and only where somebody looks at it.

use indicatif::{ProgressBar, ProgressState, ProgressStyle};
use std::fmt;

/// Files of a folder, files a second and time left; `{msg}` tells of the pages of a scan among them.
pub(crate) fn files() -> ProgressBar {
    bar("{files}  {bar:20}  {rate}, {left}{msg}")
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
    let style = ProgressStyle::with_template(form).unwrap_or_else(|_| ProgressStyle::default_bar());
    // What cannot be written to the screen is told where it matters, at the end.
    let rate = |state: &ProgressState, out: &mut dyn fmt::Write| {
        let _ = write!(out, "{:.0} a second", state.per_sec());
    };
    let files = |state: &ProgressState, out: &mut dyn fmt::Write| {
        // How many there are is told with the first one.
        if let Some(all) = state.len().filter(|all| *all > 0) {
            let _ = write!(out, "{} of {all} files", state.pos());
        }
    };
    let left = |state: &ProgressState, out: &mut dyn fmt::Write| {
        // Nothing is known before the first one is done.
        if state.pos() > 0 {
            let _ = write!(out, "{}s left", state.eta().as_secs());
        }
    };
    ProgressBar::new(0)
        .with_style(style.with_key("files", files).with_key("rate", rate).with_key("left", left))
}
