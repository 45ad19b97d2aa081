/* SPDX-License-Identifier: ISC */
/*
 * test_publish_fault.c - every call that may fail, fails; and so does the run.
 *
 * The functions below stand in place of the C library's own, count calls and
 * fail, or end the process, at one of them: each call of a run is tried.
 */
#include "publish_tree.h"

#include <dlfcn.h>
#include <errno.h>
#include <sys/file.h>
#include <sys/syscall.h>

enum failing { ONE_CALL, ALL_CALLS_FROM, KILL };

static struct {
	bool armed;
	enum failing how;
	unsigned calls; /* so far */
	unsigned at;	/* the call to fail, from 1 */
	bool happened;
	bool is_rare_kernel; /* openat2 is not there */
	bool no_exchange;    /* as on NFS */
	bool no_links;	     /* as on FAT, with the former */
	bool short_writes;
	bool no_locks;
} fault;

/* What was done to the disk, a letter each; see test_order(). */
static char trace[128];

static void
note(char letter)
{
	size_t n = strlen(trace);

	if (n + 1 < sizeof(trace))
		trace[n] = letter;
}

/* Count a call; is it to fail? */
static bool
fails(void)
{
	if (!fault.armed)
		return false;
	fault.calls++;
	if (fault.calls < fault.at ||
	    (fault.calls > fault.at && fault.how == ONE_CALL))
		return false;
	if (fault.how == KILL)
		_exit(99);
	fault.happened = true;
	errno = EIO;
	return true;
}

static void *
real(const char *name)
{
	void *function = dlsym(RTLD_NEXT, name);

	if (!function)
		abort();
	return function;
}

/* The call itself, past the stand-ins. */
static long
kernel(long number, long a, long b, long c, long d, long e)
{
	static long (*function)(long, ...);

	if (!function)
		*(void **)&function = real("syscall");
	return function(number, a, b, c, d, e);
}

/* Defines a function that may fail, and else does what libc's does. */
#define STAND_IN(name, parameters, arguments)                                  \
	int name parameters                                                    \
	{                                                                      \
		int(*function) parameters;                                     \
                                                                               \
		if (fails())                                                   \
			return -1;                                             \
		*(void **)&function = real(#name);                             \
		return function arguments;                                     \
	}

STAND_IN(fchmod, (int fd, mode_t mode), (fd, mode))
STAND_IN(fchown, (int fd, uid_t uid, gid_t gid), (fd, uid, gid))
STAND_IN(fstat, (int fd, struct stat *st), (fd, st))
STAND_IN(fstatat, (int fd, const char *path, struct stat *st, int flags),
    (fd, path, st, flags))
STAND_IN(mkdir, (const char *path, mode_t mode), (path, mode))
STAND_IN(mkdirat, (int fd, const char *path, mode_t mode), (fd, path, mode))

int
fsync(int fd)
{
	int (*look)(int, struct stat *);
	struct stat st;

	if (fails())
		return -1;
	assert_int_equal(kernel(SYS_fsync, fd, 0, 0, 0, 0), 0);
	*(void **)&look = real("fstat");
	assert_int_equal(look(fd, &st), 0);
	note(S_ISDIR(st.st_mode) ? 'D' : 's');
	return 0;
}

int
unlinkat(int fd, const char *path, int flags)
{
	if (fails())
		return -1;
	note('u');
	return (int)kernel(SYS_unlinkat, fd, (long)path, flags, 0, 0);
}

int
renameat(int from_fd, const char *from, int to_fd, const char *to)
{
	if (fails())
		return -1;
	note('r');
	return (int)kernel(
	    SYS_renameat2, from_fd, (long)from, to_fd, (long)to, 0);
}

int
flock(int fd, int operation)
{
	if (fails())
		return -1;
	if (fault.no_locks) {
		errno = ENOLCK;
		return -1;
	}
	return (int)kernel(SYS_flock, fd, operation, 0, 0, 0);
}

int
renameat2(
    int from_fd, const char *from, int to_fd, const char *to, unsigned flags)
{
	if (fails())
		return -1;
	if (fault.no_exchange) {
		errno = EINVAL;
		return -1;
	}
	note('x');
	return (int)kernel(
	    SYS_renameat2, from_fd, (long)from, to_fd, (long)to, flags);
}

int
linkat(int from_fd, const char *from, int to_fd, const char *to, int flags)
{
	if (fails())
		return -1;
	if (fault.no_links) {
		errno = EPERM;
		return -1;
	}
	return (int)kernel(
	    SYS_linkat, from_fd, (long)from, to_fd, (long)to, flags);
}

int
openat(int fd, const char *path, int flags, ...)
{
	va_list ap;
	mode_t mode;

	va_start(ap, flags);
	mode = flags & O_CREAT ? va_arg(ap, mode_t) : 0;
	va_end(ap);
	if (fails())
		return -1;
	return (int)kernel(SYS_openat, fd, (long)path, flags, mode, 0);
}

/* Closed in any case, as the kernel does it. */
int
close(int fd)
{
	bool failing = fails();
	int result = (int)kernel(SYS_close, fd, 0, 0, 0, 0);

	if (failing)
		errno = EIO;
	return failing ? -1 : result;
}

ssize_t
write(int fd, const void *p, size_t n)
{
	static unsigned turn;

	if (fails())
		return -1;
	note('w');
	if (fault.short_writes && turn++ % 2 == 0) {
		errno = EINTR;
		return -1;
	}
	if (fault.short_writes && n > 1)
		n = n / 2;
	return kernel(SYS_write, fd, (long)p, (long)n, 0, 0);
}

/* Only openat2 is called in this way; it has four arguments. */
long
syscall(long number, ...)
{
	va_list ap;
	long a[4];

	va_start(ap, number);
	for (int i = 0; i < 4; i++)
		a[i] = va_arg(ap, long);
	va_end(ap);
	if (number == SYS_openat2 && fails())
		return -1;
	if (number == SYS_openat2 && fault.is_rare_kernel) {
		errno = ENOSYS;
		return -1;
	}
	return kernel(number, a[0], a[1], a[2], a[3], 0);
}

static int
setup(void **state)
{
	memset(&fault, 0, sizeof(fault));
	memset(trace, 0, sizeof(trace));
	return tree_setup(state);
}

/* Whatever has happened, the next run puts it right. */
static void
assert_next_run_mends(struct tree *t)
{
	fault.armed = false;
	fg_diags_take(&t->diags);
	assert_int_equal(run(t), 0);
	assert_null(t->diags.list.first);
	assert_true(all_new());
	assert_false(has_temporaries("site"));
}

/* Fail one call, or this and all that follow; was there such a call? */
static bool
try_fault(struct tree *t, enum failing how, unsigned at)
{
	char *before, *after;
	bool not_undone = false;
	int result;

	put_old();
	before = snapshot(".");
	fault.armed = true;
	fault.how = how;
	fault.at = at;
	fault.calls = 0;
	fault.happened = false;
	result = run(t);
	fault.armed = false;
	after = snapshot(".");
	assert_true(each_whole());
	for (struct fg_diag_item *i = t->diags.list.first; i; i = i->next)
		if (strcmp(i->diag.rule, "publish-not-undone") == 0)
			not_undone = true;
	if (result == 0) {
		assert_null(t->diags.list.first);
		assert_true(all_new());
	} else {
		assert_non_null(t->diags.list.first);
		assert_int_equal(t->diags.list.worst, FEEDGEN_FAULT_SYSTEM);
		if (how == ONE_CALL && !fault.no_links) {
			assert_false(not_undone);
			assert_string_equal(before, after);
		}
		for (size_t i = 0; !not_undone && i < ROWS(files); i++)
			assert_true(holds(files[i].path, files[i].old));
	}
	free(before);
	free(after);
	assert_next_run_mends(t);
	return fault.happened;
}

static unsigned
try_all_faults(struct tree *t, enum failing how)
{
	unsigned at = 1;

	while (try_fault(t, how, at))
		at++;
	return at;
}

static void
test_one_call_fails(void **state)
{
	assert_true(try_all_faults(*state, ONE_CALL) > 50);
}

static void
test_all_calls_fail(void **state)
{
	assert_true(try_all_faults(*state, ALL_CALLS_FROM) > 50);
}

static void
test_no_exchange(void **state)
{
	fault.no_exchange = true;
	assert_true(try_all_faults(*state, ONE_CALL) > 50);
	try_all_faults(*state, ALL_CALLS_FROM);
}

static void
test_no_exchange_no_links(void **state)
{
	fault.no_exchange = true;
	fault.no_links = true;
	assert_true(try_all_faults(*state, ONE_CALL) > 50);
}

static void
test_old_kernel(void **state)
{
	fault.is_rare_kernel = true;
	assert_true(try_all_faults(*state, ONE_CALL) > 50);
}

/*
 * Each file written and synced; five put in place by exchange or, where there
 * was none, by rename; their four folders and the two above those that were
 * made synced; one file taken away; and then four old ones unlinked.
 */
static void
test_order(void **state)
{
	struct tree *t = *state;

	put_old();
	memset(trace, 0, sizeof(trace));
	assert_int_equal(run(t), 0);
	assert_string_equal(trace, "wswswswsws"
				   "xrxrx"
				   "DDDDDD"
				   "r"
				   "uuuu");
	memset(trace, 0, sizeof(trace));
	assert_int_equal(run(t), 0);
	assert_string_equal(trace, "");
}

static void
test_short_writes(void **state)
{
	struct tree *t = *state;

	put_old();
	fault.short_writes = true;
	assert_int_equal(run(t), 0);
	fault.short_writes = false;
	assert_true(all_new());
}

/* Killed at each call: every file is whole, and the next run mends the rest. */
static void
test_killed(void **state)
{
	struct tree *t = *state;
	unsigned at = 0;
	int status;

	do {
		pid_t child;

		at++;
		put_old();
		child = fork();
		assert_true(child >= 0);
		if (child == 0) {
			fault.how = KILL;
			fault.at = at;
			fault.armed = true;
			_exit(run(t) != 0);
		}
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFEXITED(status));
		assert_true(each_whole());
		assert_next_run_mends(t);
	} while (WEXITSTATUS(status) == 99);
	assert_int_equal(WEXITSTATUS(status), 0);
	assert_true(at > 50);
}

/* Without openat2 no link is followed at all. */
static void
test_links_of_old_kernel(void **state)
{
	static const char *const paths[] = {
	    "out.xml", "in.xml", "outside/a.xml", "inside/a.xml"};
	struct tree *t = *state;
	struct fg_publish *p;

	put_old();
	assert_int_equal(symlink("/etc/passwd", "site/out.xml"), 0);
	assert_int_equal(symlink("same.xml", "site/in.xml"), 0);
	assert_int_equal(symlink("..", "site/outside"), 0);
	assert_int_equal(symlink("tag", "site/inside"), 0);
	fault.is_rare_kernel = true;
	assert_int_equal(
	    fg_publish_open(&p, FG_STR("site"), false, &t->diags), 0);
	for (size_t i = 0; i < ROWS(paths); i++) {
		assert_int_equal(fg_publish_add(p, fg_str_c(paths[i]),
				     FG_STR("x"), &t->diags),
		    -1);
		only(t, "publish-link");
		assert_false(fg_publish_exists(p, fg_str_c(paths[i])));
	}
	assert_true(fg_publish_exists(p, FG_STR("tag/a.xml")));
	assert_int_equal(
	    fg_publish_add(p, FG_STR("same.xml/x"), FG_STR("x"), &t->diags),
	    -1);
	only(t, "publish-no-folder");
	fg_publish_free(p);
}

/* Without a lock, a process that lives may be at work. */
static void
test_no_locks(void **state)
{
	struct tree *t = *state;
	char at_work[64];
	struct stat st;

	fault.no_locks = true;
	put_old();
	assert_int_equal(stat("site", &st), 0);
	snprintf(at_work, sizeof(at_work), "site/.feedgen-%lu-%lu-9.tmp",
	    (unsigned long)getppid(), (unsigned long)st.st_ino);
	put(at_work, "at work");
	assert_int_equal(run(t), 0);
	assert_true(all_new());
	assert_true(holds(at_work, "at work"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, tree_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_one_call_fails),
	    TEST(test_all_calls_fail),
	    TEST(test_no_exchange),
	    TEST(test_no_exchange_no_links),
	    TEST(test_old_kernel),
	    TEST(test_order),
	    TEST(test_short_writes),
	    TEST(test_killed),
	    TEST(test_links_of_old_kernel),
	    TEST(test_no_locks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
