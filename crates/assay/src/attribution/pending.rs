use crate::mention::Mentioned;
impl Mentioned {
    pub(crate) fn person_before(
        &self,
        _: &probata_report::Document,
        _: &crate::words::Words,
        _: usize,
        _: usize,
    ) -> Option<usize> {
        None
    }
}
