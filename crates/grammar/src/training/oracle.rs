//! Which steps lose the least, from any state: what training aims at.

use crate::transition::{State, Step};

/// The tree that is aimed at.
pub(crate) struct Gold {
    /// Head of each word; as many as there are words for the root.
    heads: Vec<usize>,
    /// What hangs on each word.
    children: Vec<Vec<usize>>,
}

impl Gold {
    /// The tree of these heads.
    pub fn new(heads: &[Option<usize>]) -> Self {
        let heads: Vec<usize> = heads.iter().map(|head| head.unwrap_or(heads.len())).collect();
        let mut children = vec![Vec::new(); heads.len() + 1];
        for (at, head) in heads.iter().enumerate() {
            children[*head].push(at);
        }
        Self { heads, children }
    }

    /// True if the arc belongs to the tree.
    pub fn has(&self, head: usize, dependent: usize) -> bool {
        self.heads[dependent] == head
    }

    /// The steps that can be taken and lose the fewest arcs.
    pub fn best(&self, state: &State) -> [bool; 3] {
        let costs = Step::ALL.map(|step| state.allows(step).then(|| self.cost(state, step)));
        let least = costs.iter().flatten().min().copied();
        costs.map(|cost| cost.is_some() && cost == least)
    }

    /// How many arcs of the tree can no longer be made after the step.
    fn cost(&self, state: &State, step: Step) -> usize {
        let waiting = |word: usize| word >= state.next;
        match step {
            Step::Shift => {
                let next = state.next;
                let below = &state.stack[..state.stack.len().saturating_sub(1)];
                let head = usize::from(below.contains(&self.heads[next]));
                head + self.children[next].iter().filter(|child| state.stack.contains(child)).count()
            }
            Step::Left | Step::Right => {
                let Some(top) = state.stacked(0) else { return 0 };
                let head = self.heads[top];
                let lost = match step {
                    Step::Left => head > state.next || Some(head) == state.stacked(1),
                    _ => waiting(head),
                };
                usize::from(lost) + self.children[top].iter().filter(|child| waiting(**child)).count()
            }
        }
    }
}
