/* SPDX-License-Identifier: ISC */
/* test_file.c - files and folders of every kind, and what is said of them. */
#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants the four above. */
#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

/* A folder of its own for each test, and a sink. */
struct fixture {
	char path[64];
	int fd;
	struct fg_arena arena;
	struct fg_diags diags;
	struct fg_buf buf;
};

/* What the next calls of read() do instead of reading all. */
static unsigned interrupts;
static size_t longest_read;
static unsigned reads;

/* In place of the C library's own, which would never cut a read short. */
ssize_t
read(int fd, void *p, size_t n)
{
	reads++;
	if (interrupts > 0) {
		interrupts--;
		errno = EINTR;
		return -1;
	}
	if (longest_read && n > longest_read)
		n = longest_read;
	return syscall(SYS_read, fd, p, n);
}

static int
setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	assert_non_null(f);
	snprintf(f->path, sizeof(f->path), "%s/feedgen-file-XXXXXX",
	    getenv("TMPDIR") ? getenv("TMPDIR") : P_tmpdir);
	assert_non_null(mkdtemp(f->path));
	f->fd = open(f->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	assert_true(f->fd >= 0);
	f->diags.arena = &f->arena;
	interrupts = 0;
	longest_read = 0;
	*state = f;
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;
	char command[96];

	close(f->fd);
	fg_buf_free(&f->buf);
	fg_arena_free(&f->arena);
	snprintf(command, sizeof(command), "rm -rf %s", f->path);
	assert_int_equal(system(command), 0);
	free(f);
	return 0;
}

static void
put(struct fixture *f, const char *name, const char *bytes, size_t n)
{
	int fd = openat(f->fd, name, O_WRONLY | O_CREAT | O_TRUNC, 0644);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, n), n);
	close(fd);
}

static int
read_path(struct fixture *f, const char *path)
{
	return fg_file_read(
	    &f->buf, f->fd, path, FG_STR("site/x.md"), &f->diags);
}

/* One diagnostic has been recorded, of that rule; returns its message. */
static const char *
only(struct fixture *f, const char *rule)
{
	struct fg_diag_list list = fg_diags_take(&f->diags);

	assert_non_null(list.first);
	assert_null(list.first->next);
	assert_string_equal(list.first->diag.rule, rule);
	assert_string_equal(list.first->diag.file, "site/x.md");
	assert_int_equal(list.first->diag.line, 0);
	return list.first->diag.message;
}

static void
test_sizes(void **state)
{
	static const size_t sizes[] = {
	    0, 1, 255, 256, 4095, 4096, 4097, 65535, 65536, 65537, 1000000};
	struct fixture *f = *state;
	char *bytes = malloc(1000000);

	for (size_t i = 0; i < 1000000; i++)
		bytes[i] = (char)(i * 7 + i / 251);
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		for (longest_read = 0; longest_read < 40000;
		     longest_read += 33333) {
			put(f, "x", bytes, sizes[i]);
			interrupts = longest_read ? 3 : 0;
			reads = 0;
			assert_int_equal(read_path(f, "x"), 0);
			if (!longest_read)
				assert_int_equal(reads, 1);
			assert_int_equal(f->buf.n, sizes[i]);
			assert_memory_equal(f->buf.p, bytes, sizes[i]);
			assert_int_equal(f->buf.p[f->buf.n], '\0');
		}
	}
	free(bytes);
}

static void
test_no_size_known(void **state)
{
	struct fixture *f = *state;
	char expected[64];

	assert_int_equal(read_path(f, "/proc/self/stat"), 0);
	snprintf(expected, sizeof(expected), "%ld (", (long)getpid());
	assert_true(fg_str_starts(fg_buf_str(&f->buf), fg_str_c(expected)));
	longest_read = 1;
	assert_int_equal(read_path(f, "/proc/self/stat"), 0);
	assert_true(fg_str_starts(fg_buf_str(&f->buf), fg_str_c(expected)));
	assert_int_equal(f->buf.p[f->buf.n - 1], '\n');
}

/* Another process writes while we read, a few bytes at a time. */
static void
test_file_changes_while_read(void **state)
{
	struct fixture *f = *state;
	static char bytes[20000];
	pid_t child;
	int status;

	put(f, "x", bytes, sizeof(bytes));
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		for (int i = 0; i < 2000; i++)
			put(f, "x", bytes, (size_t)(i % 20) * 1000);
		_exit(0);
	}
	longest_read = 64;
	while (waitpid(child, &status, WNOHANG) == 0) {
		assert_int_equal(read_path(f, "x"), 0);
		assert_true(f->buf.n <= sizeof(bytes));
	}
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static void
test_unreadable(void **state)
{
	static char longest[300];
	static const struct {
		const char *path, *message;
	} rows[] = {
	    {"gone", "file cannot be read: No such file or directory"},
	    {"dangling",
		"file cannot be read: the symbolic link points to nothing"},
	    {"loop", "file cannot be read: Too many levels of symbolic links"},
	    {"file/x", "file cannot be read: Not a directory"},
	    {"", "file cannot be read: No such file or directory"},
	    {longest, "file cannot be read: File name too long"},
	};
	struct fixture *f = *state;

	memset(longest, 'a', sizeof(longest) - 1);
	put(f, "file", "x", 1);
	assert_int_equal(symlinkat("nowhere", f->fd, "dangling"), 0);
	assert_int_equal(symlinkat("loop", f->fd, "loop"), 0);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		fg_buf_add_c(&f->buf, "old");
		assert_int_equal(read_path(f, rows[i].path), -1);
		assert_string_equal(
		    only(f, "file-unreadable"), rows[i].message);
		assert_int_equal(f->buf.n, 0);
	}
}

static void
test_no_permission(void **state)
{
	struct fixture *f = *state;
	struct fg_dir_list list;
	int status;
	pid_t child;

	put(f, "secret", "x", 1);
	assert_int_equal(fchmodat(f->fd, "secret", 0, 0), 0);
	assert_int_equal(chmod(f->path, 0711), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		/* Permissions bind only those who are not root. */
		if (getuid() == 0 ? setuid(65534) : fchmod(f->fd, 0311))
			_exit(1);
		if (read_path(f, "secret") != -1)
			_exit(2);
		if (strcmp(only(f, "file-unreadable"),
			"file cannot be read: Permission denied") != 0)
			_exit(3);
		if (fg_dir_read(&list, f->fd, FG_STR("site/x.md"), &f->arena,
			&f->diags) != -1)
			_exit(4);
		if (strcmp(only(f, "dir-unreadable"),
			"folder cannot be read: Permission denied") != 0)
			_exit(5);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	assert_int_equal(chmod(f->path, 0755), 0);
}

static void
test_not_regular(void **state)
{
	static const char *const rows[][2] = {
	    {".", "a folder stands where a file is expected; not read"},
	    {"fifo", "a FIFO stands where a file is expected; not read"},
	    {"nobody", "a FIFO stands where a file is expected; not read"},
	    {"link", "a FIFO stands where a file is expected; not read"},
	    {"socket", "a socket stands where a file is expected; not read"},
	    {"/dev/zero", "a device stands where a file is expected; not read"},
	};
	struct fixture *f = *state;
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	snprintf(
	    address.sun_path, sizeof(address.sun_path), "%s/socket", f->path);
	assert_int_equal(
	    bind(fd, (struct sockaddr *)&address, sizeof(address)), 0);
	close(fd);
	assert_int_equal(mkfifoat(f->fd, "fifo", 0644), 0);
	assert_int_equal(mkfifoat(f->fd, "nobody", 0644), 0);
	assert_int_equal(symlinkat("fifo", f->fd, "link"), 0);
	/* A writer that waits: its bytes must stay in the FIFO. */
	fd = openat(f->fd, "fifo", O_RDWR);
	assert_int_equal(write(fd, "x", 1), 1);
	alarm(20);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		reads = 0;
		assert_int_equal(read_path(f, rows[i][0]), -1);
		assert_string_equal(only(f, "file-not-regular"), rows[i][1]);
		assert_int_equal(reads, 0);
	}
	alarm(0);
	close(fd);
}

static void
test_too_large(void **state)
{
	struct fixture *f = *state;
	int fd = openat(f->fd, "x", O_WRONLY | O_CREAT, 0644);

	assert_int_equal(ftruncate(fd, (off_t)10 << 30), 0);
	reads = 0;
	assert_int_equal(read_path(f, "x"), -1);
	assert_int_equal(reads, 0);
	assert_string_equal(only(f, "file-too-large"),
	    "file has more than 67108864 bytes; not read");
	assert_int_equal(ftruncate(fd, FG_FILE_MOST + 1), 0);
	assert_int_equal(read_path(f, "x"), -1);
	only(f, "file-too-large");
	assert_int_equal(ftruncate(fd, FG_FILE_MOST), 0);
	assert_int_equal(read_path(f, "x"), 0);
	assert_int_equal(f->buf.n, FG_FILE_MOST);
	close(fd);
}

static void
test_cap_of_the_buffer(void **state)
{
	struct fixture *f = *state;

	f->buf.max = 10;
	put(f, "x", "0123456789", 10);
	assert_int_equal(read_path(f, "x"), 0);
	assert_int_equal(f->buf.n, 10);
	assert_int_equal(f->buf.max, 10);
	put(f, "x", "0123456789a", 11);
	assert_int_equal(read_path(f, "x"), -1);
	only(f, "file-too-large");
	/* The kernel's own files have the size 0. */
	assert_int_equal(read_path(f, "/proc/self/status"), -1);
	only(f, "file-too-large");
	assert_int_equal(f->buf.max, 10);
}

static void
test_system_fails(void **state)
{
	struct fixture *f = *state;
	struct rlimit limit, old;
	struct fg_dir_list list;

	/* Address 0 of a process cannot be read: EIO. */
	assert_int_equal(read_path(f, "/proc/self/mem"), -1);
	assert_string_equal(
	    only(f, "file-read-failed"), "reading failed: Input/output error");
	put(f, "x", "x", 1);
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &old), 0);
	limit = old;
	limit.rlim_cur = 0;
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &limit), 0);
	assert_int_equal(read_path(f, "x"), -1);
	assert_int_equal(fg_dir_read(&list, f->fd, FG_STR("site/x.md"),
			     &f->arena, &f->diags),
	    -1);
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &old), 0);
	assert_int_equal(f->diags.list.errors, 2);
	assert_int_equal(f->diags.list.worst, FEEDGEN_FAULT_SYSTEM);
	assert_string_equal(f->diags.list.first->diag.message,
	    "reading failed: Too many open files");
	assert_string_equal(f->diags.list.last->diag.rule, "file-read-failed");
}

static void
test_list(void **state)
{
	static const struct fg_dir_entry expected[] = {
	    {{"\nline", 5}, FG_ENTRY_FILE, false},
	    {{".hidden", 7}, FG_ENTRY_FILE, false},
	    {{"B", 1}, FG_ENTRY_DIRECTORY, false},
	    {{"a", 1}, FG_ENTRY_FILE, false},
	    {{"a b", 3}, FG_ENTRY_FILE, false},
	    {{"a.b", 3}, FG_ENTRY_FILE, false},
	    {{"dangling", 8}, FG_ENTRY_OTHER, true},
	    {{"fifo", 4}, FG_ENTRY_OTHER, false},
	    {{"loop", 4}, FG_ENTRY_OTHER, true},
	    {{"to-a", 4}, FG_ENTRY_FILE, true},
	    {{"to-b", 4}, FG_ENTRY_DIRECTORY, true},
	    {{"\xff\xfe", 2}, FG_ENTRY_FILE, false},
	};
	struct fixture *f = *state;
	struct fg_dir_list list;

	for (size_t i = 0; i < sizeof(expected) / sizeof(*expected); i++)
		if (expected[i].type == FG_ENTRY_FILE && !expected[i].is_link)
			put(f, expected[i].name.p, "x", 1);
	assert_int_equal(mkdirat(f->fd, "B", 0755), 0);
	assert_int_equal(mkfifoat(f->fd, "fifo", 0644), 0);
	assert_int_equal(symlinkat("nowhere", f->fd, "dangling"), 0);
	assert_int_equal(symlinkat("loop", f->fd, "loop"), 0);
	assert_int_equal(symlinkat("a", f->fd, "to-a"), 0);
	assert_int_equal(symlinkat("B", f->fd, "to-b"), 0);
	/* Twice: the first reading does not move the descriptor. */
	for (int round = 0; round < 2; round++) {
		assert_int_equal(fg_dir_read(&list, f->fd, FG_STR("d"),
				     &f->arena, &f->diags),
		    0);
		assert_int_equal(list.n, sizeof(expected) / sizeof(*expected));
		for (size_t i = 0; i < list.n; i++) {
			assert_string_equal(
			    list.entries[i].name.p, expected[i].name.p);
			assert_int_equal(
			    list.entries[i].name.n, expected[i].name.n);
			assert_int_equal(
			    list.entries[i].type, expected[i].type);
			assert_int_equal(
			    list.entries[i].is_link, expected[i].is_link);
		}
	}
	assert_null(f->diags.list.first);
}

static void
test_list_nothing(void **state)
{
	struct fixture *f = *state;
	struct fg_dir_list list;
	int fd;

	assert_int_equal(
	    fg_dir_read(&list, f->fd, FG_STR("d"), &f->arena, &f->diags), 0);
	assert_int_equal(list.n, 0);
	/* A folder that has gone since it was opened is empty. */
	assert_int_equal(mkdirat(f->fd, "gone", 0755), 0);
	fd = openat(f->fd, "gone", O_RDONLY | O_DIRECTORY);
	assert_int_equal(unlinkat(f->fd, "gone", AT_REMOVEDIR), 0);
	assert_int_equal(
	    fg_dir_read(&list, fd, FG_STR("d"), &f->arena, &f->diags), 0);
	assert_int_equal(list.n, 0);
	close(fd);
	put(f, "x", "x", 1);
	fd = openat(f->fd, "x", O_RDONLY);
	assert_int_equal(
	    fg_dir_read(&list, fd, FG_STR("site/x.md"), &f->arena, &f->diags),
	    -1);
	assert_string_equal(only(f, "dir-unreadable"),
	    "folder cannot be read: Not a directory");
	close(fd);
}

static void
test_list_many(void **state)
{
	struct fixture *f = *state;
	struct fg_dir_list list;
	char name[32];

	for (int i = 0; i < 3000; i++) {
		snprintf(name, sizeof(name), "%d", i * 7919 % 3000);
		put(f, name, "", 0);
	}
	assert_int_equal(
	    fg_dir_read(&list, f->fd, FG_STR("d"), &f->arena, &f->diags), 0);
	assert_int_equal(list.n, 3000);
	for (size_t i = 1; i < list.n; i++)
		assert_true(strcmp(list.entries[i - 1].name.p,
				list.entries[i].name.p) < 0);
}

static void
test_paths(void **state)
{
	static const char *const joins[][3] = {
	    {"a", "b", "a/b"},
	    {"a/", "b", "a/b"},
	    {"a//", "//b", "a/b"},
	    {"/", "b", "/b"},
	    {"", "b", "b"},
	    {"", "/b", "/b"},
	    {"a", "", "a"},
	    {".", "b/c", "./b/c"},
	};
	static const char *const parts[][3] = {
	    {"_posts/2026-01-01-a.md", "2026-01-01-a.md", ".md"},
	    {"a.tar.gz", "a.tar.gz", ".gz"},
	    {"a.b/c", "c", ""},
	    {"a/.htaccess", ".htaccess", ""},
	    {"..a.b", "..a.b", ".b"},
	    {"a.", "a.", "."},
	    {"a/", "", ""},
	    {"..", "..", ""},
	    {"", "", ""},
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(joins) / sizeof(*joins); i++)
		assert_string_equal(
		    fg_path_join(
			&f->arena, fg_str_c(joins[i][0]), fg_str_c(joins[i][1]))
			.p,
		    joins[i][2]);
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		struct fg_str path = fg_str_c(parts[i][0]);

		assert_true(
		    fg_str_eq(fg_path_base(path), fg_str_c(parts[i][1])));
		assert_true(
		    fg_str_eq(fg_path_extension(path), fg_str_c(parts[i][2])));
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_sizes),
	    TEST(test_no_size_known),
	    TEST(test_file_changes_while_read),
	    TEST(test_unreadable),
	    TEST(test_no_permission),
	    TEST(test_not_regular),
	    TEST(test_too_large),
	    TEST(test_cap_of_the_buffer),
	    TEST(test_system_fails),
	    TEST(test_list),
	    TEST(test_list_nothing),
	    TEST(test_list_many),
	    TEST(test_paths),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
