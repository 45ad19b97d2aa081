/* SPDX-License-Identifier: ISC */
/* list.c - feedgen list: what would be announced, and why something is not. */
#include "cli/json.h"
#include "cli/print.h"
#include "cli/report.h"

static const struct fg_cli_option options[] = {
    FG_CLI_OPTION(0, "explain", VALUE, explain, "PATH|URL",
	"say why the file of that path or URL is, or is not, published, in "
	"each feed and in the sitemap"),
    FG_CLI_OPTION(0, "config", LIST, configs, "FILE,...",
	"read these instead of _config.yml; later ones win"),
    FG_CLI_OPTION('f', "options", VALUE, build.options_file, "FILE",
	"read our own options from FILE instead of feedgen.yml"),
    FG_CLI_OPTION(0, "now", TIME, build.now, "TIME",
	"list as if it were that time (RFC 3339); posts after it are of the "
	"future"),
    FG_CLI_OPTION(0, "drafts", FLAG, build.drafts, NULL, "list drafts, too"),
    FG_CLI_OPTION(
	0, "future", FLAG, build.future, NULL, "list posts of the future, too"),
    FG_CLI_OPTION('j', "jobs", JOBS, build.jobs, "N",
	"use N threads, 1 to 64; without it, as many as are good"),
    FG_CLI_OPTION('q', "quiet", FLAG, quiet, NULL, "print no warnings"),
    FG_CLI_OPTION('v', "verbose", FLAG, verbose, NULL, "print notes, too"),
    FG_CLI_OPTION_FORMAT,
    FG_CLI_OPTION_HELP,
    FG_CLI_OPTION_END,
};

static const char *const kinds[] = {
    [FEEDGEN_POST] = "post",
    [FEEDGEN_DOCUMENT] = "document",
    [FEEDGEN_PAGE] = "page",
    [FEEDGEN_STATIC] = "static",
};

/* ---- lists ---- */

/* Tabs in names and titles become U+FFFD, as all that a terminal obeys. */
static void
put_field(const char *text)
{
	fg_cli_put(stdout, text && *text ? text : "-");
	putchar('\t');
}

static void
put_feeds(const struct feedgen_listed *listed)
{
	for (size_t i = 0; i < listed->feed_count; i++) {
		if (i > 0)
			putchar(',');
		fg_cli_put(stdout, listed->feeds[i]);
	}
	fputs(listed->feed_count ? "\t" : "-\t", stdout);
}

static void
take_listed(const struct feedgen_listed *listed, void *payload)
{
	char date[FEEDGEN_TIME_SIZE] = "";
	struct feedgen_time t =
	    listed->published.set ? listed->published : listed->updated;

	(void)payload;
	if (t.set)
		feedgen_time_format(date, t);
	put_field(date);
	put_field(kinds[listed->kind]);
	put_feeds(listed);
	put_field(listed->in_sitemap ? "yes" : "no");
	put_field(listed->url);
	put_field(listed->path);
	fg_cli_put(stdout, listed->title ? listed->title : "-");
	putchar('\n');
}

static void
put_json_time(const char *key, struct feedgen_time t)
{
	char text[FEEDGEN_TIME_SIZE];

	if (!t.set)
		return;
	feedgen_time_format(text, t);
	fg_cli_json_text(stdout, key, text);
}

static void
take_json_listed(const struct feedgen_listed *listed, void *payload)
{
	(void)payload;
	fg_cli_json_begin(stdout, "listed");
	fg_cli_json_text(stdout, "kind", kinds[listed->kind]);
	fg_cli_json_text(stdout, "path", listed->path);
	fg_cli_json_text(stdout, "url", listed->url);
	fg_cli_json_text(stdout, "title", listed->title);
	put_json_time("published", listed->published);
	put_json_time("updated", listed->updated);
	fg_cli_json_list(
	    stdout, "categories", listed->categories, listed->category_count);
	fg_cli_json_list(stdout, "tags", listed->tags, listed->tag_count);
	fg_cli_json_list(stdout, "feeds", listed->feeds, listed->feed_count);
	fg_cli_json_bool(stdout, "in_sitemap", listed->in_sitemap);
	fg_cli_json_end(stdout);
}

/* ---- explanations ---- */

/* "_posts/2026-01-01-first.md:4:7: not in /feed.xml: 'draft: true' [draft]" */
static void
take_reason(const struct feedgen_reason *reason, void *payload)
{
	(void)payload;
	fg_cli_put(stdout, reason->file ? reason->file : reason->path);
	if (reason->file && reason->line)
		printf(":%u", reason->line);
	if (reason->file && reason->line && reason->column)
		printf(":%u", reason->column);
	fputs(reason->is_kept ? ": " : ": not ", stdout);
	fputs(reason->output ? "in " : "published", stdout);
	fg_cli_put(stdout, reason->output ? reason->output : "");
	fputs(": ", stdout);
	fg_cli_put(stdout, reason->text);
	printf(" [%s]\n", reason->rule);
}

static void
take_json_reason(const struct feedgen_reason *reason, void *payload)
{
	(void)payload;
	fg_cli_json_begin(stdout, "reason");
	fg_cli_json_text(stdout, "path", reason->path);
	fg_cli_json_text(stdout, "output", reason->output);
	fg_cli_json_bool(stdout, "kept", reason->is_kept);
	fg_cli_json_text(stdout, "rule", reason->rule);
	fg_cli_json_text(stdout, "text", reason->text);
	fg_cli_json_text(stdout, "file", reason->file);
	if (reason->line)
		fg_cli_json_number(stdout, "line", reason->line);
	if (reason->line && reason->column)
		fg_cli_json_number(stdout, "column", reason->column);
	fg_cli_json_end(stdout);
}

/* ---- the command ---- */

static enum feedgen_status
run(const struct fg_cli_values *values)
{
	struct feedgen_build_options build = values->build;
	struct fg_cli_report report;
	struct feedgen_report callbacks;
	bool is_json = fg_cli_values_format(values) == FG_CLI_JSON;

	if (values->operand_count > 1)
		return fg_cli_misused(fg_cli_list.name,
		    "only one site can be listed at a time, not '%s' and '%s'",
		    values->operands[0], values->operands[1]);
	if (values->operand_count == 1)
		build.site = values->operands[0];
	if (fg_cli_read_epoch(&build.now, fg_cli_list.name) != 0)
		return FEEDGEN_USAGE;
	fg_cli_report_init(&report, values);
	callbacks = fg_cli_report_callbacks(&report);
	if (values->explain)
		return feedgen_explain(&build, values->explain,
		    is_json ? take_json_reason : take_reason, NULL, &callbacks);
	return feedgen_list(
	    &build, is_json ? take_json_listed : take_listed, NULL, &callbacks);
}

const struct fg_cli_command fg_cli_list = {
    .name = "list",
    .summary = "print what would be announced, or why something is not",
    .operands = "[SITE]",
    .description =
	"Print a line for each file of the site that 'feedgen build' would "
	"announce in a feed or put into the sitemap, the newest first, in "
	"columns separated by tabs: date, kind (post, document, page or "
	"static), feeds, whether it is in the sitemap (yes or no), URL, path, "
	"title. What is missing is '-'. Nothing is written.",
    .options = options,
    .run = run,
};
