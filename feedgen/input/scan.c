/* SPDX-License-Identifier: ISC */
/* scan.c - one job a file, nothing shared, results by index. */
#include "input/scan.h"

#include "base/file.h"
#include "base/pool.h"

#include <stdlib.h>

/* Reading waits for the disk: on a cold cache 16 readers halve the time. */
#define FEWEST_WORKERS 8
/* A thread costs as much as reading some files. */
#define FILES_A_WORKER 32

struct worker {
	struct fg_buf text;
	struct fg_arena scratch; /* reset after each file */
	struct fg_arena *keep;
	struct fg_diags diags;
};

struct scan_job {
	struct fg_scan *scan;
	const struct fg_site *site;
	struct worker *workers;
	struct fg_diag_list **problems; /* of each file; mostly NULL */
};

/* Files that are static whatever they hold must not be read whole. */
static bool
may_be_large_and_static(
    const struct fg_site *site, const struct fg_candidate *c)
{
	struct fg_str extension = fg_path_extension(c->path);

	if (c->role == FG_ROLE_POST || c->role == FG_ROLE_DRAFT)
		return false;
	return !fg_str_eq(
	    fg_output_extension(site, extension, FG_STR("")), FG_STR(".html"));
}

int
fg_scan_source(struct fg_source *out, const struct fg_site *site,
    const struct fg_candidate *c, struct fg_buf *buf, struct fg_arena *a,
    struct fg_diags *d)
{
	struct fg_str name = fg_path_join(a, site->source, c->path);
	char first[3] = "";

	fg_diags_open(d, name, (struct fg_str){NULL, 0});
	fg_buf_reset(buf);
	if (may_be_large_and_static(site, c)) {
		size_t n = fg_file_peek(site->source_fd, c->path.p, first, 3);

		if (n < 3 || memcmp(first, "---", 3) != 0)
			return fg_source_read(out, site, c, FG_STR(""), a, d);
	}
	if (fg_file_read(buf, site->source_fd, c->path.p, name, d) < 0) {
		*out = (struct fg_source){.doc = {.path = c->path,
					      .collection = c->collection,
					      .is_broken = true},
		    .why = FG_WHY_BROKEN};
		return -1;
	}
	fg_diags_open(d, name, fg_buf_str(buf));
	return fg_source_read(out, site, c, fg_buf_str(buf), a, d);
}

static struct fg_str_list
keep_list(struct fg_arena *keep, struct fg_str_list list)
{
	struct fg_str_list kept = {NULL, list.n};

	if (list.n == 0)
		return kept;
	kept.items = fg_arena_array(keep, list.n, sizeof(*kept.items));
	for (size_t i = 0; i < list.n; i++)
		kept.items[i] = fg_arena_copy(keep, list.items[i]);
	return kept;
}

static void
read_file(void *context, unsigned worker, size_t index)
{
	struct scan_job *job = context;
	struct worker *w = &job->workers[worker];
	struct fg_doc *doc = &job->scan->docs.items[index];
	struct fg_source source;

	fg_scan_source(&source, job->site, &job->scan->candidates.items[index],
	    &w->text, &w->scratch, &w->diags);
	*doc = source.doc;
	doc->url = fg_arena_copy(w->keep, doc->url);
	doc->categories = keep_list(w->keep, doc->categories);
	doc->tags = keep_list(w->keep, doc->tags);
	if (w->diags.list.first || w->diags.list.errors) {
		job->problems[index] = FG_NEW(w->keep, struct fg_diag_list);
		*job->problems[index] = fg_diags_take(&w->diags);
	}
	fg_arena_reset(&w->scratch);
}

static unsigned
useful_workers(unsigned wanted, size_t files)
{
	unsigned most = files / FILES_A_WORKER >= 64
			    ? 64
			    : (unsigned)(files / FILES_A_WORKER) + 1;

	if (wanted == 0) {
		wanted = fg_processors();
		if (wanted < FEWEST_WORKERS)
			wanted = FEWEST_WORKERS;
	}
	return wanted < most ? wanted : most;
}

static struct worker *
new_workers(struct fg_scan *scan, unsigned n)
{
	struct worker *workers = calloc(n, sizeof(*workers));

	scan->keep = calloc(n, sizeof(*scan->keep));
	scan->keep_count = n;
	if (!workers || !scan->keep)
		fg_out_of_memory();
	for (unsigned i = 0; i < n; i++) {
		workers[i].keep = &scan->keep[i];
		workers[i].diags.arena = &scan->keep[i];
	}
	return workers;
}

int
fg_scan_site(struct fg_scan *out, const struct fg_site *site, unsigned workers,
    struct fg_diags *d)
{
	struct scan_job job = {.scan = out, .site = site};
	int result;

	*out = (struct fg_scan){0};
	result = fg_walk_site(&out->candidates, site, d->arena, d);
	out->docs.n = out->candidates.n;
	out->docs.items =
	    fg_arena_array(d->arena, out->docs.n, sizeof(*out->docs.items));
	workers = useful_workers(workers, out->docs.n);
	job.workers = new_workers(out, workers);
	job.problems = calloc(out->docs.n + 1, sizeof(*job.problems));
	if (!job.problems)
		fg_out_of_memory();
	fg_parallel_for(workers, out->docs.n, read_file, &job);
	for (size_t i = 0; i < out->docs.n; i++)
		if (job.problems[i])
			fg_diags_append(d, *job.problems[i]);
	for (unsigned i = 0; i < workers; i++) {
		fg_buf_free(&job.workers[i].text);
		fg_arena_free(&job.workers[i].scratch);
	}
	free(job.workers);
	free(job.problems);
	return result;
}

void
fg_scan_free(struct fg_scan *scan)
{
	for (unsigned i = 0; i < scan->keep_count; i++)
		fg_arena_free(&scan->keep[i]);
	free(scan->keep);
	*scan = (struct fg_scan){0};
}
