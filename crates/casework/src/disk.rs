use std::io;

/// What the system said about a file or folder, in a person's words.
pub fn disk(error: &io::Error) -> String {
    let words = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder",
        io::ErrorKind::PermissionDenied => "you are not allowed to",
        io::ErrorKind::IsADirectory => "there is a folder of this name",
        io::ErrorKind::NotADirectory => "a part of the path is a file, not a folder",
        io::ErrorKind::AlreadyExists => "there is a file of this name",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "there is no space left",
        io::ErrorKind::ReadOnlyFilesystem => "the disk can only be read",
        io::ErrorKind::FileTooLarge => "it is too large",
        _ => return error.to_string(),
    };
    words.to_owned()
}
