/* SPDX-License-Identifier: ISC */
/* test_publish_turns.c - several processes, and what dead ones have left. */
#include "publish_tree.h"

#include <time.h>

/* What is of our pattern and nobody's is swept; nothing else. */
static void
test_sweep(void **state)
{
	static const char *const kept[] = {"site/.feedgen-1-2-3.tmp.x",
	    "site/.feedgen-1-2.tmp", "site/.feedgen-1-2-3-4.tmp",
	    "site/.feedgen-1-2-x.tmp", "site/feedgen-1-2-3.tmp",
	    "site/.feedgen--2-3.tmp", "site/.feedgen-+1-2-3.tmp",
	    "site/.feedgen-1-2-3", "site/unused/.feedgen-999999999-2-3.tmp"};
	struct tree *t = *state;
	char ours[3][64], at_work[64];
	struct stat st;
	pid_t dead = fork();

	if (dead == 0)
		_exit(0);
	assert_int_equal(waitpid(dead, NULL, 0), dead);
	put_old();
	assert_int_equal(mkdir("site/unused", 0755), 0);
	assert_int_equal(stat("site", &st), 0);
	/* The lock tells that process 1, though it lives, is not at work. */
	snprintf(
	    ours[0], 64, "site/.feedgen-1-%lu-0.tmp", (unsigned long)st.st_ino);
	snprintf(ours[1], 64, "site/tag/.feedgen-%lu-%lu-7.tmp",
	    (unsigned long)getpid(), (unsigned long)st.st_ino);
	snprintf(ours[2], 64, "site/.feedgen-%lu-1-7.tmp", (unsigned long)dead);
	for (size_t i = 0; i < ROWS(ours); i++)
		put(ours[i], "half a fi");
	for (size_t i = 0; i < ROWS(kept); i++)
		put(kept[i], "theirs");
	/* Alive, and under another lock. */
	snprintf(
	    at_work, 64, "site/.feedgen-%lu-1-1.tmp", (unsigned long)getpid());
	put(at_work, "at work");
	assert_int_equal(mkdir("site/.feedgen-0-1-1.tmp", 0755), 0);
	assert_int_equal(mkfifo("site/.feedgen-0-1-3.tmp", 0644), 0);
	assert_int_equal(symlink("x", "site/.feedgen-0-1-2.tmp"), 0);
	assert_int_equal(run(t), 0);
	assert_true(holds(at_work, "at work"));
	for (size_t i = 0; i < ROWS(kept); i++)
		assert_true(holds(kept[i], "theirs"));
	assert_int_equal(access("site/.feedgen-0-1-1.tmp", F_OK), 0);
	assert_int_equal(access("site/.feedgen-0-1-3.tmp", F_OK), 0);
	assert_int_equal(lstat("site/.feedgen-0-1-2.tmp", &st), -1);
	for (size_t i = 0; i < ROWS(ours); i++)
		assert_int_equal(access(ours[i], F_OK), -1);
}

/* A process of another user lives, though it may not be signalled. */
static void
test_sweep_unprivileged(void **state)
{
	struct tree *t = *state;
	int status;
	pid_t child;

	put_old();
	put("site/.feedgen-1-1-1.tmp", "at work");
	assert_int_equal(chmod(".", 0755), 0);
	assert_int_equal(chmod("site", 0777), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		struct fg_publish *p;

		if (getuid() == 0 && setuid(65534) != 0)
			_exit(1);
		if (fg_publish_open(&p, FG_STR("site"), false, &t->diags) ||
		    fg_publish_add(p, FG_STR("x.xml"), FG_STR("x"), &t->diags))
			_exit(2);
		fg_publish_free(p);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_true(holds("site/.feedgen-1-1-1.tmp", "at work"));
}

/* Names that are taken by folders, which no sweep removes, are passed over. */
static void
test_temporary_name_taken(void **state)
{
	struct tree *t = *state;
	char path[64];
	struct stat st;

	put_old();
	assert_int_equal(stat("site", &st), 0);
	for (int i = 0; i < 3; i++) {
		snprintf(path, sizeof(path), "site/.feedgen-%lu-%lu-%d.tmp",
		    (unsigned long)getpid(), (unsigned long)st.st_ino, i);
		assert_int_equal(mkdir(path, 0755), 0);
	}
	assert_int_equal(run(t), 0);
	assert_true(all_new());
}

static void
nap(void)
{
	struct timespec time = {.tv_nsec = 20000000};

	nanosleep(&time, NULL);
}

/* Is the process asleep, waiting? */
static bool
is_asleep(pid_t process)
{
	struct fg_arena arena = {0};
	struct fg_diags diags = {.arena = &arena};
	struct fg_buf buf = {0};
	char path[64];
	struct fg_str after;
	bool asleep;

	snprintf(path, sizeof(path), "/proc/%ld/stat", (long)process);
	assert_int_equal(
	    fg_file_read(&buf, AT_FDCWD, path, fg_str_c(path), &diags), 0);
	after = fg_str_sub(
	    fg_buf_str(&buf), fg_str_rfind(fg_buf_str(&buf), ')'), buf.n);
	asleep = fg_str_starts(after, FG_STR(") S"));
	fg_buf_free(&buf);
	fg_arena_free(&arena);
	return asleep;
}

/*
 * A child that publishes when it is told to.  It is born before the lock is
 * taken, which it would inherit and hold itself.
 */
struct waiter {
	pid_t process;
	int start;
};

static struct waiter
prepare_waiter(struct tree *t)
{
	struct waiter waiter;
	int ends[2];
	char c;

	assert_int_equal(pipe(ends), 0);
	waiter.process = fork();
	assert_true(waiter.process >= 0);
	alarm(60);
	if (waiter.process == 0)
		_exit(read(ends[0], &c, 1) != 1 || run(t) != 0);
	close(ends[0]);
	waiter.start = ends[1];
	return waiter;
}

/* Let it go; it has come to the lock when this returns. */
static void
start_waiting(struct waiter waiter)
{
	assert_int_equal(write(waiter.start, "x", 1), 1);
	do
		nap();
	while (!is_asleep(waiter.process));
}

static void
assert_ends_well(struct waiter waiter)
{
	int status;

	assert_int_equal(waitpid(waiter.process, &status, 0), waiter.process);
	alarm(0);
	close(waiter.start);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

static void
test_others_wait(void **state)
{
	struct tree *t = *state;
	struct fg_publish *p;
	struct waiter waiter;

	put_old();
	waiter = prepare_waiter(t);
	assert_int_equal(
	    fg_publish_open(&p, FG_STR("site"), false, &t->diags), 0);
	start_waiting(waiter);
	assert_int_equal(
	    fg_publish_add(p, FG_STR("index.xml"), FG_STR("ours"), &t->diags),
	    0);
	assert_true(holds("site/index.xml", "old index"));
	assert_int_equal(fg_publish_commit(p, &t->diags), 0);
	assert_true(holds("site/index.xml", "ours"));
	assert_int_equal(waitpid(waiter.process, NULL, WNOHANG), 0);
	fg_publish_free(p);
	assert_ends_well(waiter);
	assert_true(all_new());
}

/* The generator has replaced the whole site while we waited. */
static void
test_destination_replaced_while_waiting(void **state)
{
	struct tree *t = *state;
	struct fg_publish *p;
	struct waiter waiter;

	put_old();
	waiter = prepare_waiter(t);
	assert_int_equal(
	    fg_publish_open(&p, FG_STR("site"), false, &t->diags), 0);
	start_waiting(waiter);
	assert_int_equal(rename("site", "gone"), 0);
	put_old();
	fg_publish_free(p);
	assert_ends_well(waiter);
	assert_true(all_new());
	assert_true(holds("gone/index.xml", "old index"));
}

/* The first one fails and takes the folder away that it has made. */
static void
test_destination_removed_while_waiting(void **state)
{
	struct tree *t = *state;
	struct fg_publish *p;
	struct waiter waiter = prepare_waiter(t);

	assert_int_equal(
	    fg_publish_open(&p, FG_STR("site"), false, &t->diags), 0);
	start_waiting(waiter);
	fg_publish_free(p);
	assert_ends_well(waiter);
	assert_true(all_new());
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TREE_TEST(test_sweep),
	    TREE_TEST(test_sweep_unprivileged),
	    TREE_TEST(test_temporary_name_taken),
	    TREE_TEST(test_others_wait),
	    TREE_TEST(test_destination_replaced_while_waiting),
	    TREE_TEST(test_destination_removed_while_waiting),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
