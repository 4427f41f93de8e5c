//! Values of the page's one thread under numbers. Leptos takes only what is `Send` (its pages may also be made on a
//! server), and a number is. `send_wrapper` does the same with a look at the thread on each use, which in
//! WebAssembly is 2 KB for a question that has one answer.

use std::{any::Any, cell::RefCell, rc::Rc};

thread_local! {
    static VALUES: RefCell<Vec<Option<Rc<dyn Any>>>> = const { RefCell::new(Vec::new()) };
}

/// Keeps a value; dropping this lets it go.
pub struct Held(usize);

impl Held {
    /// Keeps `value`.
    pub fn new(value: Rc<dyn Any>) -> Held {
        VALUES.with_borrow_mut(|all| {
            let at = all.iter().position(Option::is_none).unwrap_or(all.len());
            match all.get_mut(at) {
                Some(free) => *free = Some(value),
                None => all.push(Some(value)),
            }
            Held(at)
        })
    }

    /// Where the value is, for [`held`].
    pub fn place(&self) -> usize {
        self.0
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        // Dropped after the list is free again: the value may hold others.
        let gone = VALUES.with_borrow_mut(|all| all.get_mut(self.0).and_then(Option::take));
        drop(gone);
    }
}

/// What is kept at a place; `None` when it is gone or of another type.
pub fn held<T: 'static>(place: usize) -> Option<Rc<T>> {
    VALUES.with_borrow(|all| all.get(place).cloned().flatten())?.downcast().ok()
}
