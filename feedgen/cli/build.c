/* SPDX-License-Identifier: ISC */
/* build.c - feedgen build: make and publish a site's feeds and sitemap. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/print.h"
#include "cli/report.h"

/* 9999-12-31T23:59:59Z; RFC 3339 has no later time. */
#define EPOCH_MOST 253402300799

static const struct fg_cli_option options[] = {
    FG_CLI_OPTION('o', "destination", VALUE, build.destination, "DIR",
	"publish into DIR instead of the site's destination (_site)"),
    FG_CLI_OPTION(0, "config", LIST, configs, "FILE,...",
	"read these instead of _config.yml; later ones win"),
    FG_CLI_OPTION('f', "options", VALUE, build.options_file, "FILE",
	"read our own options from FILE instead of feedgen.yml"),
    FG_CLI_OPTION(0, "now", TIME, build.now, "TIME",
	"build as if it were that time (RFC 3339); posts after it are of the "
	"future"),
    FG_CLI_OPTION(
	0, "drafts", FLAG, build.drafts, NULL, "announce drafts, too"),
    FG_CLI_OPTION(0, "future", FLAG, build.future, NULL,
	"announce posts of the future, too"),
    FG_CLI_OPTION('j', "jobs", JOBS, build.jobs, "N",
	"use N threads, 1 to 64; without it, as many as are good"),
    FG_CLI_OPTION(
	'n', "dry-run", FLAG, build.dry_run, NULL, "do everything but write"),
    FG_CLI_OPTION('q', "quiet", FLAG, quiet, NULL, "print nothing but errors"),
    FG_CLI_OPTION('v', "verbose", FLAG, verbose, NULL,
	"print notes, unchanged files and totals, too"),
    FG_CLI_OPTION(0, "keep-going", FLAG, build.keep_going, NULL,
	"leave broken posts out and publish the rest; the exit status stays 1"),
    FG_CLI_OPTION(
	0, "strict", FLAG, build.strict, NULL, "treat warnings as errors"),
    FG_CLI_OPTION_FORMAT,
    FG_CLI_OPTION_HELP,
    FG_CLI_OPTION_END,
};

/* https://reproducible-builds.org/specs/source-date-epoch/ */
static int
read_epoch(struct feedgen_time *now)
{
	const char *text = getenv("SOURCE_DATE_EPOCH");
	int64_t seconds = 0;
	size_t i = 0;

	if (!text || now->set)
		return 0;
	for (; text[i] >= '0' && text[i] <= '9' && seconds <= EPOCH_MOST; i++)
		seconds = seconds * 10 + (text[i] - '0');
	if (i == 0 || text[i] || seconds > EPOCH_MOST) {
		fg_cli_misused(fg_cli_build.name,
		    "SOURCE_DATE_EPOCH in the environment must be a number of "
		    "seconds since 1970, not '%s'",
		    text);
		return -1;
	}
	*now = (struct feedgen_time){.seconds = seconds, .set = true};
	return 0;
}

static double
seconds_since(const struct timespec *start)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)(now.tv_sec - start->tv_sec) +
	       (double)(now.tv_nsec - start->tv_nsec) / 1e9;
}

static enum feedgen_status
run(const struct fg_cli_values *values)
{
	struct feedgen_build_options build = values->build;
	struct fg_cli_report report;
	struct feedgen_report callbacks;
	struct timespec start;
	enum feedgen_status status;

	if (values->operand_count > 1)
		return fg_cli_misused(fg_cli_build.name,
		    "only one site can be built at a time, not '%s' and '%s'",
		    values->operands[0], values->operands[1]);
	if (values->operand_count == 1)
		build.site = values->operands[0];
	if (read_epoch(&build.now) != 0)
		return FEEDGEN_USAGE;
	clock_gettime(CLOCK_MONOTONIC, &start);
	fg_cli_report_init(&report, values);
	callbacks = fg_cli_report_callbacks(&report);
	status = feedgen_build(&build, &callbacks);
	fg_cli_report_build(&report, status, seconds_since(&start));
	return status;
}

const struct fg_cli_command fg_cli_build = {
    .name = "build",
    .summary = "write the feeds and the sitemap of a site",
    .operands = "[SITE]",
    .description =
	"Make the Atom and RSS feeds, the sitemap and, if there is none, "
	"robots.txt of the site in the folder SITE (without it, the current "
	"one), validate them, and put them in place of the old ones: all of "
	"them, or none if there is an error. Run it after 'jekyll build'.",
    .options = options,
    .run = run,
};
