//! The same work on many things, on all cores.

/// Fewer things are not worth a thread.
const FEW: usize = 256;

/// What `work` makes of each thing, in their order. It has something of its own on each core, such as room for bytes.
pub fn in_parallel<T: Sync, R: Send, O: Default>(
    things: &[T],
    work: impl Fn(&T, &mut O) -> R + Sync,
) -> Vec<R> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let work = |part: &[T]| {
        let mut own = O::default();
        part.iter().map(|thing| work(thing, &mut own)).collect::<Vec<R>>()
    };
    if things.len() < FEW || cores < 2 {
        return work(things);
    }
    let work = &work;
    std::thread::scope(|scope| {
        let parts = things.chunks(things.len().div_ceil(cores));
        let parts: Vec<_> = parts.map(|part| scope.spawn(move || work(part))).collect();
        let parts = parts.into_iter().map(|part| match part.join() {
            Ok(part) => part,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        // What the first core made stays where it is.
        parts
            .reduce(|mut made, part| {
                made.extend(part);
                made
            })
            .unwrap_or_default()
    })
}

/// Large pieces of work on things that are changed where they are.
pub(crate) fn in_parallel_mut<T: Send>(things: &mut [T], work: impl Fn(&mut T) + Sync) {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    if things.len() < 2 || cores < 2 {
        return things.iter_mut().for_each(work);
    }
    let work = &work;
    std::thread::scope(|scope| {
        for part in things.chunks_mut(things.len().div_ceil(cores)) {
            scope.spawn(move || part.iter_mut().for_each(work));
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_stays() {
        for count in [0, 1, FEW - 1, FEW, 10 * FEW + 3] {
            let things: Vec<usize> = (0..count).collect();
            assert_eq!(in_parallel(&things, |thing, (): &mut ()| thing + 1), (1..=count).collect::<Vec<_>>());
            let mut changed = things;
            in_parallel_mut(&mut changed, |thing| *thing += 1);
            assert_eq!(changed, (1..=count).collect::<Vec<_>>());
        }
    }
}
