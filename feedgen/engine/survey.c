/* SPDX-License-Identifier: ISC */
/* survey.c - the first half of a build, kept for questions. */
#include "engine/survey.h"

#include "input/config.h"
#include "lib/xml.h"

#include <unistd.h>

/* Making the entries is what finds the last of the problems. */
static void
select_all(struct fg_survey *s)
{
	s->feeds =
	    fg_arena_array(&s->arena, s->plan.feed_count, sizeof(*s->feeds));
	for (size_t i = 0; i < s->plan.feed_count; i++) {
		fg_plan_select(&s->feeds[i], &s->plan, &s->plan.feeds[i],
		    s->site, &s->scan.docs, &s->arena);
		for (size_t k = 0; k < s->feeds[i].n; k++)
			(void)fg_entry_make(&s->maker, s->feeds[i].items[k]);
	}
	if (fg_plan_judge_sitemap(s->site, &s->scan.docs) == FG_KEPT)
		fg_plan_sitemap(&s->sitemap, &s->plan, s->site, &s->scan.docs,
		    &s->arena, &s->diags);
}

int
fg_survey_init(struct fg_survey *s, const struct feedgen_build_options *options)
{
	fg_xml_library_init();
	*s = (struct fg_survey){0};
	s->diags.arena = &s->arena;
	if (fg_config_read(&s->site, &s->arena, options, &s->diags) < 0)
		return -1;
	/* What is wrong with files is told, and the others are looked at. */
	(void)fg_scan_site(&s->scan, s->site, options->jobs, &s->diags);
	(void)fg_plan_feeds(
	    &s->plan, s->site, &s->scan.docs, &s->arena, &s->diags);
	(void)fg_entry_maker_init(
	    &s->maker, s->site, &s->scan, &s->arena, &s->diags);
	select_all(s);
	return 0;
}

void
fg_survey_free(struct fg_survey *s)
{
	if (s->site) {
		fg_entry_maker_free(&s->maker);
		close(s->site->source_fd);
	}
	fg_scan_free(&s->scan);
	fg_arena_free(&s->arena);
}
