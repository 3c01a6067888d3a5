use crate::sorvania::returned;
