/* SPDX-License-Identifier: ISC */
/* build.c - the pipeline: from a site's folder to published files. */
#include "base/file.h"
#include "base/url.h"
#include "engine/feeds.h"
#include "engine/outputs.h"
#include "engine/report.h"
#include "feedgen/feedgen.h"
#include "input/config.h"
#include "lib/xml.h"
#include "output/atom.h"
#include "output/robots.h"
#include "output/rss.h"
#include "output/sitemap.h"

#include <unistd.h>

/* All that one run has; its parts are filled from top to bottom. */
struct build {
	const struct feedgen_build_options *options;
	const struct feedgen_report *report;
	struct fg_arena arena;
	struct fg_diags diags;
	struct fg_site *site;
	struct fg_scan scan;
	struct fg_plan plan;
	struct fg_outputs outputs;
	bool has_sitemap; /* ours, or a file of the site */
};

/* May what has been found so far still be published? */
static bool
may_go_on(const struct build *b)
{
	const struct fg_diag_list *found = &b->diags.list;

	if (b->options->strict && found->warnings > 0)
		return false;
	return found->errors == 0 ||
	       (b->options->keep_going && found->worst == FEEDGEN_FAULT_INPUT);
}

/* "/feed.xml" as a path below the destination. */
static struct fg_str
below_destination(struct fg_str path)
{
	return fg_str_sub(path, 1, path.n);
}

static void
write_feeds(struct build *b)
{
	struct fg_entry_maker maker;
	struct feedgen_feed feed;

	/* An author file that cannot be read costs names: its error stops. */
	(void)fg_entry_maker_init(
	    &maker, b->site, &b->scan, &b->arena, &b->diags);
	for (size_t i = 0; i < b->plan.feed_count; i++) {
		const struct fg_feed_spec *spec = &b->plan.feeds[i];
		struct fg_output *output = fg_outputs_add(&b->outputs,
		    below_destination(spec->path), spec->rss ? "RSS" : "Atom");
		int result;

		fg_feed_fill(&feed, &maker, &b->plan, spec);
		output->items = feed.entry_count;
		result = spec->rss ? fg_rss_write(&output->bytes, &feed)
				   : fg_atom_write(&output->bytes, &feed);
		if (result < 0)
			fg_diag(&b->diags, FG_OUTPUT_INVALID,
			    fg_in_file(output->path), NULL);
	}
	fg_entry_maker_free(&maker);
}

/* Begin a sitemap file; the first one is the only one, unless it gets full. */
static struct fg_output *
begin_part(struct build *b, struct fg_sitemap_writer *w, struct fg_str path)
{
	struct fg_output *output =
	    fg_outputs_add(&b->outputs, path, "sitemap");

	b->outputs.parts++;
	fg_sitemap_begin(w, &output->bytes, FG_SITEMAP_URLS);
	return output;
}

static void
add_url(struct build *b, struct fg_sitemap_writer *w, const struct fg_doc *doc)
{
	struct fg_output *output = &b->outputs.items[b->outputs.n - 1];
	struct feedgen_url url;

	if (fg_url_of_doc(&url, b->site, doc, &b->arena, &b->diags) < 0)
		return;
	/* The buffers move when outputs are added. */
	w->out = &output->bytes;
	if (fg_sitemap_add(w, &url) == FG_SITEMAP_FULL) {
		fg_sitemap_end(w);
		output = begin_part(b, w, (struct fg_str){NULL, 0});
		if (fg_sitemap_add(w, &url) != FG_SITEMAP_ADDED)
			return;
	}
	output->items = w->count;
}

/* More than one part: name them by number, and add the index behind them. */
static void
write_index(struct build *b, struct fg_str path, size_t first)
{
	struct fg_sitemap_writer w;
	struct fg_output *index =
	    fg_outputs_add(&b->outputs, path, "sitemap index");

	fg_sitemap_begin(&w, &index->bytes, FG_SITEMAP_INDEX);
	for (size_t i = 0; i < b->outputs.parts; i++) {
		struct fg_output *part = &b->outputs.items[first + i];
		struct feedgen_url url;

		part->path =
		    fg_part_path(&b->arena, b->outputs.part_stem, i + 1);
		url = fg_url_of_path(b->site, part->path, &b->arena);
		if (fg_plan_is_taken(&b->scan.docs,
			fg_arena_join(&b->arena, FG_STR("/"), part->path)))
			fg_diag(&b->diags, FG_PUBLISH_TWICE,
			    fg_in_file(fg_path_join(&b->arena,
				b->site->destination, part->path)),
			    NULL);
		fg_sitemap_add(&w, &url);
	}
	index->items = w.count;
	fg_sitemap_end(&w);
}

static void
write_sitemap(struct build *b)
{
	struct fg_str path = below_destination(b->site->options.sitemap_path);
	struct fg_selection urls;
	struct fg_sitemap_writer w;
	size_t first = b->outputs.n;
	enum fg_why why = fg_plan_judge_sitemap(b->site, &b->scan.docs);

	b->has_sitemap = why == FG_WHY_SITEMAP_TAKEN;
	if (why != FG_KEPT)
		return;
	fg_plan_sitemap(&urls, &b->plan, b->site, &b->scan.docs, &b->arena,
	    &b->diags);
	/* The schema wants a URL at least. */
	if (urls.n == 0)
		return;
	b->has_sitemap = true;
	b->outputs.index = path;
	b->outputs.part_stem =
	    fg_str_sub(path, 0, path.n - fg_path_extension(path).n);
	begin_part(b, &w, path);
	for (size_t i = 0; i < urls.n; i++)
		add_url(b, &w, &b->scan.docs.items[urls.items[i]]);
	w.out = &b->outputs.items[b->outputs.n - 1].bytes;
	fg_sitemap_end(&w);
	if (b->outputs.parts > 1)
		write_index(b, path, first);
	else
		b->outputs.parts = 0;
}

static void
write_robots(struct build *b)
{
	const struct fg_site *site = b->site;
	struct fg_output *output;
	struct feedgen_url sitemap;

	if (!site->options.robots || !b->has_sitemap ||
	    fg_plan_is_taken(&b->scan.docs, FG_STR("/robots.txt")))
		return;
	output =
	    fg_outputs_add(&b->outputs, FG_STR("robots.txt"), "robots.txt");
	output->is_xml = false;
	output->only_if_absent = true;
	output->items = 1;
	sitemap = fg_url_of_path(
	    site, below_destination(site->options.sitemap_path), &b->arena);
	if (fg_robots_write(&output->bytes, fg_str_c(sitemap.loc)) < 0)
		fg_diag(&b->diags, FG_OUTPUT_INVALID,
		    fg_in_file(output->path), NULL);
}

/* Each stage records all that it finds; errors stop before the next one. */
static void
run(struct build *b)
{
	if (fg_config_read(&b->site, &b->arena, b->options, &b->diags) < 0)
		return;
	fg_scan_site(&b->scan, b->site, b->options->jobs, &b->diags);
	fg_plan_feeds(
	    &b->plan, b->site, &b->scan.docs, &b->arena, &b->diags);
	write_feeds(b);
	write_sitemap(b);
	write_robots(b);
	if (!may_go_on(b) || fg_outputs_validate(&b->outputs,
				 b->site->destination, &b->diags) < 0)
		return;
	fg_outputs_publish(&b->outputs, b->site->destination,
	    b->options->dry_run, b->report, &b->diags);
}

enum feedgen_status
feedgen_build(const struct feedgen_build_options *options,
    const struct feedgen_report *report)
{
	static const struct feedgen_report nobody = {NULL, NULL, NULL};
	struct build b = {.options = options};
	enum feedgen_status status;

	fg_xml_library_init();
	b.report = report ? report : &nobody;
	b.diags.arena = &b.arena;
	run(&b);
	status = fg_report_diags(&b.diags.list, options->strict, b.report);
	fg_outputs_free(&b.outputs);
	fg_scan_free(&b.scan);
	if (b.site)
		close(b.site->source_fd);
	fg_arena_free(&b.arena);
	return status;
}
