/* SPDX-License-Identifier: ISC */
/* survey.h - what a build would make of a site, without its files. */
#ifndef FG_ENGINE_SURVEY_H
#define FG_ENGINE_SURVEY_H

#include "engine/feeds.h"
#include "feedgen/feedgen.h"

struct fg_survey {
	struct fg_arena arena;
	struct fg_diags diags;
	struct fg_site *site;
	struct fg_scan scan;
	struct fg_plan plan;
	struct fg_entry_maker maker;
	struct fg_selection *feeds; /* by index of plan.feeds */
	struct fg_selection sitemap;
};

/*
 * Read the site, plan its feeds and make their entries.  0, or -1 with
 * diagnostics when there is no configuration; free it in both cases.
 */
int fg_survey_init(
    struct fg_survey *s, const struct feedgen_build_options *options);
void fg_survey_free(struct fg_survey *s);

#endif
