//! What Linux can take away: paths and network by Landlock, system calls by seccomp.

use landlock::{
    ABI, Access, AccessFs, AccessNet, CompatLevel, Compatible, Ruleset, RulesetAttr, RulesetCreatedAttr,
    RulesetError, RulesetStatus, Scope, path_beneath_rules,
};
use seccompiler::{BpfProgram, SeccompAction, SeccompFilter, TargetArch};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub(super) fn give_up(held: &mut Vec<String>) {
    if let Some(what) = paths() {
        held.push(what);
    }
    if let Some(what) = calls() {
        held.push(what);
    }
}

/// No path can be opened and no port be reached any more; older kernels know only a part of it.
fn paths() -> Option<String> {
    let abi = ABI::V6;
    let status = nothing(abi).and_then(landlock::RulesetCreated::restrict_self).ok()?;
    match status.ruleset {
        RulesetStatus::FullyEnforced => Some("no paths and no ports (Landlock)".to_owned()),
        RulesetStatus::PartiallyEnforced => Some("no paths (Landlock, in part)".to_owned()),
        RulesetStatus::NotEnforced => None,
    }
}

fn nothing(abi: ABI) -> Result<landlock::RulesetCreated, RulesetError> {
    Ruleset::default()
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(abi))
        .and_then(|rules| rules.handle_access(AccessNet::from_all(abi)))
        .and_then(|rules| rules.scope(Scope::from_all(abi)))
        .and_then(Ruleset::create)
}

/// Folders in which libraries lie, those of the common ways to install programs for oneself among them.
const LIBRARIES: [&str; 8] = [
    "/lib",
    "/lib64",
    "/usr/lib",
    "/usr/lib64",
    "/usr/local/lib",
    "/nix/store",
    "/home/linuxbrew/.linuxbrew/lib",
    "/home/linuxbrew/.linuxbrew/Cellar",
];
/// Where the system says which library lies where.
const LIST_OF_LIBRARIES: &str = "/etc/ld.so.cache";

/// As [`give_up`], but for a program that is to be started, with its libraries and data.
pub(super) fn give_up_but(program: &Path, data: &Path) {
    let abi = ABI::V6;
    let program = program.canonicalize().unwrap_or_else(|_| program.to_owned());
    let beside = program.parent().and_then(Path::parent).map(|prefix| prefix.join("lib"));
    let run = LIBRARIES.iter().map(PathBuf::from).chain(beside).chain([program]).filter(|path| path.exists());
    let read = [data.to_owned(), PathBuf::from(LIST_OF_LIBRARIES)];
    let made = nothing(abi).and_then(|rules| {
        rules
            .add_rules(path_beneath_rules(run, AccessFs::from_read(abi)))?
            .add_rules(path_beneath_rules(read, AccessFs::ReadFile | AccessFs::ReadDir))?
            .restrict_self()
    });
    // A kernel without Landlock holds less; what holds the reader is said beside its reading.
    drop(made);
    // What is refused is said to be unknown, so that libraries take an older way where they have one.
    let _ = filter(&[CALLS, MORE_CALLS].concat(), libc::ENOSYS);
}

/// Calls that a program needs beyond those of [`CALLS`]: to be started, to find and open its files, to start threads. No socket, no
/// signal to others, no new process.
const MORE_CALLS: &[i64] = &[
    libc::SYS_execve,
    libc::SYS_openat,
    libc::SYS_fstat,
    libc::SYS_newfstatat,
    libc::SYS_statx,
    libc::SYS_lseek,
    libc::SYS_pread64,
    libc::SYS_faccessat,
    libc::SYS_faccessat2,
    libc::SYS_readlinkat,
    libc::SYS_getdents64,
    libc::SYS_getcwd,
    libc::SYS_fcntl,
    libc::SYS_ioctl,
    libc::SYS_dup,
    libc::SYS_dup3,
    libc::SYS_prlimit64,
    libc::SYS_set_tid_address,
    libc::SYS_set_robust_list,
    libc::SYS_rseq,
    libc::SYS_sched_getaffinity,
    libc::SYS_sched_setaffinity,
    libc::SYS_getrusage,
    libc::SYS_times,
    libc::SYS_gettimeofday,
    libc::SYS_clock_getres,
    libc::SYS_clock_nanosleep,
    libc::SYS_nanosleep,
    libc::SYS_sysinfo,
    libc::SYS_uname,
    libc::SYS_getuid,
    libc::SYS_geteuid,
    libc::SYS_getgid,
    libc::SYS_getegid,
    libc::SYS_getppid,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_arch_prctl,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_open,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_stat,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_lstat,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_access,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_readlink,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_dup2,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_time,
];

/// Calls that reading, answering and ending need. Everything else fails as not permitted, sockets and new processes included.
const CALLS: &[i64] = &[
    libc::SYS_read,
    libc::SYS_write,
    libc::SYS_readv,
    libc::SYS_writev,
    libc::SYS_close,
    libc::SYS_brk,
    libc::SYS_mmap,
    libc::SYS_munmap,
    libc::SYS_mremap,
    libc::SYS_madvise,
    libc::SYS_mprotect,
    libc::SYS_futex,
    libc::SYS_getrandom,
    libc::SYS_clock_gettime,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sigaltstack,
    libc::SYS_getpid,
    libc::SYS_gettid,
    libc::SYS_tgkill,
    libc::SYS_sched_yield,
    libc::SYS_exit,
    libc::SYS_exit_group,
];

fn calls() -> Option<String> {
    filter(CALLS, libc::EPERM)?;
    Some(format!("{} system calls (seccomp)", CALLS.len()))
}

/// Refuses all calls but these, with this error.
fn filter(allowed: &[i64], refusal: i32) -> Option<()> {
    let rules: BTreeMap<i64, _> = allowed.iter().map(|call| (*call, Vec::new())).collect();
    let machine = TargetArch::try_from(std::env::consts::ARCH).ok()?;
    let refused = SeccompAction::Errno(refusal.unsigned_abs());
    let filter = SeccompFilter::new(rules, refused, SeccompAction::Allow, machine).ok()?;
    let program = BpfProgram::try_from(filter).ok()?;
    seccompiler::apply_filter(&program).ok()
}
