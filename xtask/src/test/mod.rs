//! x
pub fn run(_p: &crate::project::Project) -> bool {
    false
}
