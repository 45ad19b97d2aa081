/* SPDX-License-Identifier: ISC */
/* test_pool.c - every index once, in order, by workers with a number each. */
#include "base/pool.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants the four above. */
#include <cmocka.h>

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

#define MOST_WORKERS 64

struct record {
	size_t n;
	unsigned char *done; /* how often, for each index */
	pthread_t caller;
	atomic_size_t next; /* of the order in which jobs began */
	atomic_uint wrong;  /* jobs that saw what may not be */
	atomic_uint by_worker[MOST_WORKERS];
	size_t last[MOST_WORKERS]; /* index that the worker had, plus 1 */
	unsigned workers;
	bool alone; /* only the caller's own thread is right */
};

static void
note(void *context, unsigned worker, size_t index)
{
	struct record *record = context;

	if (index >= record->n || worker >= record->workers) {
		record->wrong++;
		return;
	}
	if (index < record->last[worker])
		record->wrong++;
	record->last[worker] = index + 1;
	record->by_worker[worker]++;
	record->done[index]++;
	if (record->alone && !pthread_equal(pthread_self(), record->caller))
		record->wrong++;
	if (record->alone && record->next++ != index)
		record->wrong++;
}

static void
run(unsigned workers, size_t n, bool alone)
{
	struct record *record = calloc(1, sizeof(*record));
	size_t total = 0;

	assert_non_null(record);
	record->n = n;
	record->done = calloc(n + 1, 1);
	record->caller = pthread_self();
	record->workers = workers ? workers : 1;
	record->alone = alone;
	fg_parallel_for(workers, n, note, record);
	assert_int_equal(record->wrong, 0);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(record->done[i], 1);
	for (unsigned i = 0; i < MOST_WORKERS; i++)
		total += record->by_worker[i];
	assert_int_equal(total, n);
	free(record->done);
	free(record);
}

static void
test_each_index_once(void **state)
{
	static const unsigned workers[] = {0, 1, 2, 3, 8, MOST_WORKERS};
	static const size_t counts[] = {0, 1, 2, 7, 1000, 100000};

	(void)state;
	for (size_t i = 0; i < sizeof(workers) / sizeof(*workers); i++)
		for (size_t j = 0; j < sizeof(counts) / sizeof(*counts); j++)
			run(workers[i], counts[j],
			    workers[i] < 2 || counts[j] < 2);
}

struct meeting {
	atomic_uint arrived;
	unsigned expected;
	atomic_uint open_masks;
};

/* Returns only when as many threads are here at the same time. */
static void
meet(void *context, unsigned worker, size_t index)
{
	struct meeting *meeting = context;
	sigset_t mask;

	(void)index;
	pthread_sigmask(SIG_SETMASK, NULL, &mask);
	if (worker > 0 && !sigismember(&mask, SIGINT))
		meeting->open_masks++;
	meeting->arrived++;
	while (meeting->arrived < meeting->expected)
		sched_yield();
}

static void
test_workers_run_at_the_same_time(void **state)
{
	struct meeting meeting = {.expected = 16};
	sigset_t before, after;

	(void)state;
	pthread_sigmask(SIG_SETMASK, NULL, &before);
	/* One worker too few would wait for ever. */
	alarm(60);
	fg_parallel_for(16, 16, meet, &meeting);
	alarm(0);
	pthread_sigmask(SIG_SETMASK, NULL, &after);
	assert_int_equal(meeting.arrived, 16);
	assert_int_equal(meeting.open_masks, 0);
	assert_int_equal(
	    sigismember(&before, SIGINT), sigismember(&after, SIGINT));
}

static void *
idle(void *data)
{
	return data;
}

/* A stack larger than the address space: no thread can be started. */
static void
test_no_threads(void **state)
{
	pthread_attr_t attr, old;
	pthread_t thread;

	(void)state;
	assert_int_equal(pthread_getattr_default_np(&old), 0);
	assert_int_equal(pthread_attr_init(&attr), 0);
	assert_int_equal(pthread_attr_setstacksize(&attr, (size_t)1 << 47), 0);
	assert_int_equal(pthread_setattr_default_np(&attr), 0);
	assert_int_not_equal(pthread_create(&thread, NULL, idle, NULL), 0);
	run(8, 1000, true);
	assert_int_equal(pthread_setattr_default_np(&old), 0);
	pthread_attr_destroy(&attr);
}

static void
test_processors(void **state)
{
	cpu_set_t set, one;

	(void)state;
	assert_int_equal(sched_getaffinity(0, sizeof(set), &set), 0);
	assert_int_equal(fg_processors(), CPU_COUNT(&set));
	CPU_ZERO(&one);
	for (int i = 0; i < CPU_SETSIZE; i++) {
		if (!CPU_ISSET(i, &set))
			continue;
		CPU_SET(i, &one);
		break;
	}
	assert_int_equal(sched_setaffinity(0, sizeof(one), &one), 0);
	assert_int_equal(fg_processors(), 1);
	assert_int_equal(sched_setaffinity(0, sizeof(set), &set), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_each_index_once),
	    cmocka_unit_test(test_workers_run_at_the_same_time),
	    cmocka_unit_test(test_no_threads),
	    cmocka_unit_test(test_processors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
