/* SPDX-License-Identifier: ISC */
/* pool.c - a loop over an atomic counter, on several threads. */
#include "base/pool.h"

#include "base/arena.h"

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>

/* Larger than any machine that Linux runs on. */
#define MOST_PROCESSORS (1 << 20)

struct loop {
	fg_job_fn *job;
	void *context;
	size_t n;
	atomic_size_t next;
};

struct worker {
	struct loop *loop;
	pthread_t thread;
	unsigned number;
};

static void *
work(void *data)
{
	const struct worker *worker = data;
	struct loop *loop = worker->loop;
	size_t i;

	while ((i = atomic_fetch_add(&loop->next, 1)) < loop->n)
		loop->job(loop->context, worker->number, i);
	return NULL;
}

/*
 * Start workers 1 and up; returns how many run.  They inherit a mask without
 * signals: a handler of the program runs in a thread of its own choice.
 */
static unsigned
start(struct worker *workers, unsigned n)
{
	sigset_t all, old;
	unsigned started;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	for (started = 0; started + 1 < n; started++) {
		struct worker *worker = &workers[started + 1];

		if (pthread_create(&worker->thread, NULL, work, worker) != 0)
			break;
	}
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	return started;
}

void
fg_parallel_for(unsigned n_workers, size_t n, fg_job_fn *job, void *context)
{
	struct loop loop = {.job = job, .context = context, .n = n};
	struct worker *workers;
	unsigned started;

	if (n_workers > n)
		n_workers = (unsigned)n;
	if (n_workers == 0)
		n_workers = 1;
	workers = calloc(n_workers, sizeof(*workers));
	if (!workers)
		fg_out_of_memory();
	for (unsigned i = 0; i < n_workers; i++) {
		workers[i].loop = &loop;
		workers[i].number = i;
	}
	started = start(workers, n_workers);
	work(&workers[0]);
	for (unsigned i = 1; i <= started; i++)
		pthread_join(workers[i].thread, NULL);
	free(workers);
}

unsigned
fg_processors(void)
{
	int count = 0, error = EINVAL;

	/* The kernel says EINVAL while the set is smaller than its own. */
	for (int most = CPU_SETSIZE; error == EINVAL && most <= MOST_PROCESSORS;
	     most *= 2) {
		size_t size = CPU_ALLOC_SIZE((size_t)most);
		cpu_set_t *set = CPU_ALLOC((size_t)most);

		if (!set)
			fg_out_of_memory();
		error = sched_getaffinity(0, size, set) == 0 ? 0 : errno;
		if (error == 0)
			count = CPU_COUNT_S(size, set);
		CPU_FREE(set);
	}
	return count > 0 ? (unsigned)count : 1;
}
