/* SPDX-License-Identifier: ISC */
/*
 * pool.h - the one way to use several threads.
 */
#ifndef FG_BASE_POOL_H
#define FG_BASE_POOL_H

#include <stddef.h>

/* Does item `index`; `worker` is below the number of workers. */
typedef void fg_job_fn(void *context, unsigned worker, size_t index);

/*
 * Call job for each index below n, on that many workers; the indices are
 * handed out in order.  Returns when all are done.  One worker, or one item,
 * means the caller's own thread; where a thread cannot be started, those that
 * run do its share.
 */
void fg_parallel_for(
    unsigned workers, size_t n, fg_job_fn *job, void *context);

/* Processors that this process may use, at least 1. */
unsigned fg_processors(void);

#endif
