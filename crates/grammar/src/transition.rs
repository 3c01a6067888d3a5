//! How a tree is built: words are shifted onto a stack, and the top of the stack is hung on its neighbour.
//!
//! The arc-hybrid system: *shift* moves the next word onto the stack, *left* hangs the top of the stack on the next
//! word, *right* hangs it on the word below. The sentence's own head hangs on an imagined last word. Every word is shifted
//! once and hung once, so that a sentence of n words takes 2n steps.
//!
//! Invariant: what comes out is one tree with one root, whatever is chosen.

/// A step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// The next word goes onto the stack.
    Shift,
    /// The top of the stack is hung on the next word.
    Left,
    /// The top of the stack is hung on the word below it.
    Right,
}

impl Step {
    /// All steps, in the order in which the network counts them.
    pub const ALL: [Self; 3] = [Self::Shift, Self::Left, Self::Right];
}

/// What hangs on a word on one side.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Child {
    /// Number of the relation of the word that was hung last, counted from one; zero for none.
    pub relation: usize,
    /// How many hang on that side.
    pub count: usize,
}

/// A tree under construction.
pub(crate) struct State {
    /// Words that wait for their head, the last on top.
    pub stack: Vec<usize>,
    /// The next word; as many as there are words: the imagined one.
    pub next: usize,
    /// Number of words.
    pub length: usize,
    /// For each word its head; `length` for the root.
    pub heads: Vec<usize>,
    /// For each word the number of its relation.
    pub relations: Vec<usize>,
    /// What hangs on each word's left.
    pub left: Vec<Child>,
    /// What hangs on each word's right.
    pub right: Vec<Child>,
}

impl State {
    /// Nothing read yet.
    pub fn new(length: usize) -> Self {
        Self {
            stack: Vec::with_capacity(16),
            next: 0,
            length,
            heads: vec![length; length],
            relations: vec![0; length],
            left: vec![Child::default(); length + 1],
            right: vec![Child::default(); length + 1],
        }
    }

    /// True if the tree is whole.
    pub fn done(&self) -> bool {
        self.next == self.length && self.stack.is_empty()
    }

    /// True if the step can be taken.
    pub fn allows(&self, step: Step) -> bool {
        match step {
            Step::Shift => self.next < self.length,
            Step::Left => match self.stack.len() {
                0 => false,
                1 => true,
                _ => self.next < self.length,
            },
            Step::Right => self.stack.len() >= 2,
        }
    }

    /// The word at a depth of the stack, the top being 0.
    pub fn stacked(&self, depth: usize) -> Option<usize> {
        self.stack.len().checked_sub(depth + 1).map(|at| self.stack[at])
    }

    /// The head and the dependent of the arc that a step makes.
    pub fn arc(&self, step: Step) -> Option<(usize, usize)> {
        let dependent = self.stacked(0)?;
        match step {
            Step::Shift => None,
            Step::Left => Some((self.next, dependent)),
            Step::Right => Some((self.stacked(1)?, dependent)),
        }
    }

    /// Takes a step; an arc gets the relation of this number.
    pub fn take(&mut self, step: Step, relation: usize) {
        let Some((head, dependent)) = self.arc(step) else {
            self.stack.push(self.next);
            self.next += 1;
            return;
        };
        self.stack.pop();
        self.heads[dependent] = head;
        self.relations[dependent] = relation;
        let side = if step == Step::Left { &mut self.left } else { &mut self.right };
        side[head] = Child { relation: relation + 1, count: side[head].count + 1 };
    }
}
