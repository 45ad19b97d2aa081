/* SPDX-License-Identifier: ISC */
/* build.c - feedgen build: make and publish a site's feeds and sitemap. */
#include <string.h>
#include <time.h>

#include "cli/print.h"
#include "cli/report.h"

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
	if (fg_cli_read_epoch(&build.now, fg_cli_build.name) != 0)
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
