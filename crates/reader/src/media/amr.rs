//! AMR: frames of a fiftieth of a second, each of which says how long it is.

use super::Recording;

const NARROW: [usize; 16] = [12, 13, 15, 17, 19, 20, 26, 31, 5, 0, 0, 0, 0, 0, 0, 0];
const WIDE: [usize; 16] = [17, 23, 32, 36, 40, 46, 50, 58, 60, 5, 0, 0, 0, 0, 0, 0];

pub(super) fn look(bytes: &[u8], recording: &mut Recording) {
    recording.fact("AMR", "holds", "sound");
    let (lengths, mut at) = if bytes.starts_with(b"#!AMR-WB\n") { (WIDE, 9) } else { (NARROW, 6) };
    let mut frames = 0;
    while let Some(head) = bytes.get(at) {
        at += 1 + lengths[usize::from(head >> 3 & 15)];
        frames += 1;
    }
    recording.cut = at > bytes.len();
    recording.lasts(frames, 50);
}
