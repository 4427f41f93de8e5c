//! What every request passes on its way in and every answer on its way out, whatever the route.

pub(crate) mod cors;
pub(crate) mod headers;
pub(crate) mod observe;
pub(crate) mod panics;
pub(crate) mod problems;
pub(crate) mod rate;
pub(crate) mod timeout;
pub(crate) mod tus;
