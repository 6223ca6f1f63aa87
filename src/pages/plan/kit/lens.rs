//! Where in a plan a field is: a path, and how to get and set what is there.
//! Pure.

use std::sync::Arc;
use venture::plan::Plan;
use venture::plan::bounded::{List, TooLarge};

type Get<T> = Arc<dyn Fn(&Plan) -> Option<T> + Send + Sync>;
type Set<T> = Arc<dyn Fn(&mut Plan, T) + Send + Sync>;

/// A place in a plan that holds a `T`. In a row that has gone it holds nothing.
pub struct Lens<T> {
    /// Its path, as findings name it: `problem.market.customers`. It is the id
    /// of the field's element, too.
    pub path: String,
    get: Get<T>,
    set: Set<T>,
}

impl<T> Clone for Lens<T> {
    fn clone(&self) -> Self {
        Self {
            path: self.path.clone(),
            get: Arc::clone(&self.get),
            set: Arc::clone(&self.set),
        }
    }
}

impl<T: 'static> Lens<T> {
    /// A place by its path. [`at!`](super::at) writes this for a field.
    pub fn new(
        path: impl Into<String>,
        get: impl Fn(&Plan) -> Option<T> + Send + Sync + 'static,
        set: impl Fn(&mut Plan, T) + Send + Sync + 'static,
    ) -> Self {
        Self {
            path: path.into(),
            get: Arc::new(get),
            set: Arc::new(set),
        }
    }

    /// What is there.
    pub fn get(&self, plan: &Plan) -> Option<T> {
        (self.get)(plan)
    }

    /// Puts something there; does nothing in a row that has gone.
    pub fn set(&self, plan: &mut Plan, value: T) {
        (self.set)(plan, value);
    }

    /// A part of what is there, under a path of its own: `suffix` is appended
    /// as it is.
    #[must_use]
    pub fn part<U: 'static>(
        &self,
        suffix: &str,
        get: impl Fn(&T) -> U + Send + Sync + 'static,
        set: impl Fn(&mut T, U) + Send + Sync + 'static,
    ) -> Lens<U> {
        let (whole, also) = (self.clone(), self.clone());
        Lens::new(
            format!("{}{suffix}", self.path),
            move |plan| whole.get(plan).map(|value| get(&value)),
            move |plan, part| {
                if let Some(mut value) = also.get(plan) {
                    set(&mut value, part);
                    also.set(plan, value);
                }
            },
        )
    }
}

/// A list of a plan, whatever the most it holds.
pub trait Entries<E> {
    /// Its entries.
    fn entries(&self) -> &[E];
    /// Its entries, to change.
    fn entries_mut(&mut self) -> &mut [E];
    /// Adds one.
    fn insert(&mut self, index: usize, entry: E) -> Result<(), TooLarge>;
    /// Takes one out.
    fn remove(&mut self, index: usize) -> Option<E>;
    /// The most that it holds.
    fn most(&self) -> usize;
}

impl<E, const MAX: usize> Entries<E> for List<E, MAX> {
    fn entries(&self) -> &[E] {
        self
    }

    fn entries_mut(&mut self) -> &mut [E] {
        self
    }

    fn insert(&mut self, index: usize, entry: E) -> Result<(), TooLarge> {
        Self::insert(self, index, entry)
    }

    fn remove(&mut self, index: usize) -> Option<E> {
        Self::remove(self, index)
    }

    fn most(&self) -> usize {
        MAX
    }
}

type GetList<E> = Arc<dyn for<'a> Fn(&'a Plan) -> Option<&'a dyn Entries<E>> + Send + Sync>;
type GetListMut<E> =
    Arc<dyn for<'a> Fn(&'a mut Plan) -> Option<&'a mut dyn Entries<E>> + Send + Sync>;

/// A list in a plan. [`list!`](super::list) writes this for a field.
pub struct ListLens<E> {
    /// Its path: `team.roles`.
    pub path: String,
    get: GetList<E>,
    get_mut: GetListMut<E>,
}

impl<E> Clone for ListLens<E> {
    fn clone(&self) -> Self {
        Self {
            path: self.path.clone(),
            get: Arc::clone(&self.get),
            get_mut: Arc::clone(&self.get_mut),
        }
    }
}

impl<E: 'static> ListLens<E> {
    /// A list by its path.
    pub fn new(
        path: impl Into<String>,
        get: impl for<'a> Fn(&'a Plan) -> Option<&'a dyn Entries<E>> + Send + Sync + 'static,
        get_mut: impl for<'a> Fn(&'a mut Plan) -> Option<&'a mut dyn Entries<E>> + Send + Sync + 'static,
    ) -> Self {
        Self {
            path: path.into(),
            get: Arc::new(get),
            get_mut: Arc::new(get_mut),
        }
    }

    /// How many entries it has.
    pub fn len(&self, plan: &Plan) -> usize {
        (self.get)(plan).map_or(0, |list| list.entries().len())
    }

    /// The most entries it holds.
    pub fn most(&self, plan: &Plan) -> usize {
        (self.get)(plan).map_or(0, Entries::most)
    }

    /// What `read` makes of an entry, if there is one.
    pub fn with<T>(&self, plan: &Plan, index: usize, read: impl FnOnce(&E) -> T) -> Option<T> {
        (self.get)(plan)?.entries().get(index).map(read)
    }

    /// Adds an entry at the end, unless the list is full.
    pub fn push(&self, plan: &mut Plan, entry: E) {
        if let Some(list) = (self.get_mut)(plan) {
            let end = list.entries().len();
            // The button that adds is shut when the list is full.
            let _ = list.insert(end, entry);
        }
    }

    /// Takes an entry out.
    pub fn remove(&self, plan: &mut Plan, index: usize) {
        if let Some(list) = (self.get_mut)(plan) {
            list.remove(index);
        }
    }

    /// Changes the places of two entries.
    pub fn swap(&self, plan: &mut Plan, one: usize, other: usize) {
        if let Some(list) = (self.get_mut)(plan) {
            let entries = list.entries_mut();
            if one.max(other) < entries.len() {
                entries.swap(one, other);
            }
        }
    }

    /// One entry's place.
    pub fn row(&self, index: usize) -> Row<E> {
        Row {
            list: self.clone(),
            index,
        }
    }
}

/// One entry of a list.
pub struct Row<E> {
    list: ListLens<E>,
    /// Its place, from 0.
    pub index: usize,
}

impl<E> Clone for Row<E> {
    fn clone(&self) -> Self {
        Self {
            list: self.list.clone(),
            index: self.index,
        }
    }
}

impl<E: 'static> Row<E> {
    /// Its path: `team.roles.2`.
    pub fn path(&self) -> String {
        format!("{}.{}", self.list.path, self.index)
    }

    /// What `read` makes of the entry, if it is there.
    pub fn with<T>(&self, plan: &Plan, read: impl FnOnce(&E) -> T) -> Option<T> {
        self.list.with(plan, self.index, read)
    }

    /// A field of the entry. [`of_row!`](super::of_row) writes this.
    pub fn lens<T: 'static>(
        &self,
        field: &str,
        get: impl Fn(&E) -> T + Send + Sync + 'static,
        set: impl Fn(&mut E, T) + Send + Sync + 'static,
    ) -> Lens<T> {
        let (here, there) = (self.clone(), self.clone());
        Lens::new(
            format!("{}.{field}", self.path()),
            move |plan| here.with(plan, &get),
            move |plan, value| {
                if let Some(list) = (there.list.get_mut)(plan)
                    && let Some(entry) = list.entries_mut().get_mut(there.index)
                {
                    set(entry, value);
                }
            },
        )
    }

    /// A list of the entry. [`list_of_row!`](super::list_of_row) writes this.
    pub fn list<F: 'static>(
        &self,
        field: &str,
        get: fn(&E) -> &dyn Entries<F>,
        get_mut: fn(&mut E) -> &mut dyn Entries<F>,
    ) -> ListLens<F> {
        let (here, there) = (self.clone(), self.clone());
        ListLens::new(
            format!("{}.{field}", self.path()),
            move |plan| (here.list.get)(plan)?.entries().get(here.index).map(get),
            move |plan| {
                (there.list.get_mut)(plan)?
                    .entries_mut()
                    .get_mut(there.index)
                    .map(get_mut)
            },
        )
    }
}

/// The place of a field of the plan: `at!(problem.market.customers)`.
macro_rules! at {
    ($($part:ident).+) => {
        $crate::pages::plan::kit::Lens::new(
            [$(stringify!($part)),+].join("."),
            |plan: &venture::plan::Plan| Some(plan.$($part).+.clone()),
            |plan: &mut venture::plan::Plan, value| plan.$($part).+ = value,
        )
    };
}

/// The place of a list of the plan: `list!(team.roles)`.
macro_rules! list {
    ($($part:ident).+) => {
        $crate::pages::plan::kit::ListLens::new(
            [$(stringify!($part)),+].join("."),
            |plan: &venture::plan::Plan| Some(&plan.$($part).+),
            |plan: &mut venture::plan::Plan| Some(&mut plan.$($part).+),
        )
    };
}

/// The place of a field of a row: `of_row!(row, price.minor)`.
macro_rules! of_row {
    ($row:expr, $($part:ident).+) => {
        $row.lens(
            &[$(stringify!($part)),+].join("."),
            |entry| entry.$($part).+.clone(),
            |entry, value| entry.$($part).+ = value,
        )
    };
}

/// The place of a list of a row: `list_of_row!(row, evals)`.
macro_rules! list_of_row {
    ($row:expr, $($part:ident).+) => {
        $row.list(
            &[$(stringify!($part)),+].join("."),
            |entry| &entry.$($part).+,
            |entry| &mut entry.$($part).+,
        )
    };
}

pub(in crate::pages::plan) use {at, list, list_of_row, of_row};

#[cfg(test)]
mod tests {
    use super::*;
    use venture::plan::bounded::Line;
    use venture::plan::document::{Eval, Milestone};
    use venture::plan::money::{Currency, Money};

    fn line(text: &str) -> Line {
        Line::new(text).unwrap()
    }

    #[test]
    fn a_place_is_read_and_written_under_its_path() {
        let mut plan = Plan::default();
        let customers: Lens<u64> = at!(problem.market.customers);
        customers.set(&mut plan, 7);
        assert_eq!(customers.path, "problem.market.customers");
        assert_eq!(customers.get(&plan), Some(7));
        let spend: Lens<Money> = at!(problem.market.yearly_spend);
        let currency = spend.part(
            ".currency",
            |money| money.currency,
            |money, currency| money.currency = currency,
        );
        currency.set(&mut plan, Currency::Usd);
        assert_eq!(plan.problem.market.yearly_spend.currency, Currency::Usd);
        assert_eq!(currency.path, "problem.market.yearly_spend.currency");
    }

    #[test]
    fn rows_are_added_moved_and_removed_and_those_gone_hold_nothing() {
        let mut plan = Plan::default();
        let list: ListLens<Milestone> = list!(milestones);
        for name in ["a", "b"] {
            let milestone = Milestone {
                name: line(name),
                ..Milestone::default()
            };
            list.push(&mut plan, milestone);
        }
        list.swap(&mut plan, 0, 1);
        list.swap(&mut plan, 1, 2);
        let row = list.row(1);
        let name: Lens<Line> = of_row!(row, name);
        assert_eq!(name.path, "milestones.1.name");
        assert_eq!(name.get(&plan), Some(line("a")));
        let evals = list_of_row!(row, evals);
        evals.push(&mut plan, Eval::default());
        let metric: Lens<Line> = of_row!(evals.row(0), metric);
        metric.set(&mut plan, line("recall"));
        assert_eq!(metric.path, "milestones.1.evals.0.metric");
        assert_eq!(plan.milestones[1].evals[0].metric, line("recall"));
        list.remove(&mut plan, 1);
        assert_eq!(name.get(&plan), None);
        assert_eq!(metric.get(&plan), None);
        metric.set(&mut plan, line("nowhere"));
        assert_eq!(list.len(&plan), 1);
        assert_eq!(list.most(&plan), 100);
    }
}
