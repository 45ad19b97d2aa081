/* SPDX-License-Identifier: ISC */
/* help.c - feedgen help: commands, rules, and what they are about. */
#include <stdlib.h>
#include <string.h>

#include "cli/options.h"
#include "cli/print.h"

static const struct fg_cli_option options[] = {
    FG_CLI_OPTION_HELP,
    FG_CLI_OPTION_END,
};

static const char *const severities[] = {
    [FEEDGEN_NOTE] = "note",
    [FEEDGEN_WARNING] = "warning",
    [FEEDGEN_ERROR] = "error",
};

/* ---- commands ---- */

void
fg_cli_print_help(const struct fg_cli_command *command)
{
	bool has_options = command->options[1].doc != NULL;

	printf("usage: feedgen %s%s%s%s\n\n", command->name,
	    has_options ? " [OPTION...]" : "", *command->operands ? " " : "",
	    command->operands);
	fg_cli_put_wrapped(stdout, command->description, 0, 0);
	putchar('\n');
	fg_cli_print_options(command->options);
}

void
fg_cli_print_overview(void)
{
	fputs("usage: feedgen COMMAND [ARGUMENT...]\n\n"
	      "Feeds and sitemap.xml for static sites, validated before they "
	      "are published.\n\n",
	    stdout);
	for (size_t i = 0; fg_cli_commands[i]; i++)
		printf("  %-10s %s\n", fg_cli_commands[i]->name,
		    fg_cli_commands[i]->summary);
	fputs(
	    "\n"
	    "feedgen COMMAND --help   the options of a command\n"
	    "feedgen help rules       everything that feedgen may find wrong\n"
	    "feedgen help RULE        what it means, and how to mend it\n"
	    "feedgen --version        the same as feedgen version\n"
	    "man feedgen              the manual\n",
	    stdout);
}

/* ---- rules ---- */

/* A rule's text with dots where a message names something; freed by caller. */
static char *
with_dots(const char *text)
{
	char *out = fg_cli_alloc(2 * strlen(text) + 1, 1), *to = out;

	for (; *text; text++) {
		if (text[0] == '%' && text[1] == 's') {
			memcpy(to, "...", 3);
			to += 3;
			text++;
		} else {
			*to++ = *text;
		}
	}
	return out;
}

/* What the rule says; of some, each message is another. */
static const char *
text_of(const struct feedgen_rule *rule)
{
	return strcmp(rule->text, "%s") == 0 ? "(each message is different)"
					     : rule->text;
}

static void
print_paragraph(const char *label, const char *text)
{
	char *shown;

	if (!*text || strcmp(text, "%s") == 0)
		return;
	shown = with_dots(text);
	printf("%-6s", label);
	fg_cli_put_wrapped(stdout, shown, 6, 6);
	free(shown);
}

static const char *
consequence(const struct feedgen_rule *rule)
{
	if (rule->severity == FEEDGEN_NOTE)
		return "It is shown by --verbose and changes nothing.";
	if (rule->severity == FEEDGEN_WARNING)
		return "Files are published all the same, except with "
		       "--strict.";
	switch (rule->fault) {
	case FEEDGEN_FAULT_INPUT:
		return "It is a fault of the document; the exit status is 1.";
	case FEEDGEN_FAULT_CONFIG:
		return "It is a fault of usage or configuration; the exit "
		       "status is 2.";
	case FEEDGEN_FAULT_SYSTEM:
		return "It is a failure of the system; the exit status is 3.";
	}
	return "";
}

static void
print_rule(const struct feedgen_rule *rule)
{
	printf("%s (%s)\n\n", rule->id, severities[rule->severity]);
	print_paragraph("Text:", text_of(rule));
	print_paragraph("Why:", rule->why);
	print_paragraph("Hint:", rule->hint);
	putchar('\n');
	fg_cli_put_wrapped(stdout, consequence(rule), 0, 0);
}

static int
compare_ids(const void *a, const void *b)
{
	const struct feedgen_rule *const *first = a, *const *second = b;

	return strcmp((*first)->id, (*second)->id);
}

static void
print_rules(void)
{
	const struct feedgen_rule **rules;
	unsigned n = 0;

	while (feedgen_rule_at(n))
		n++;
	rules = fg_cli_alloc(n, sizeof(*rules));
	for (unsigned i = 0; i < n; i++)
		rules[i] = feedgen_rule_at(i);
	qsort(rules, n, sizeof(*rules), compare_ids);
	for (unsigned i = 0; i < n; i++) {
		char *text = with_dots(text_of(rules[i]));

		printf("%-7s  %-26s  %s\n", severities[rules[i]->severity],
		    rules[i]->id, text);
		free(text);
	}
	free(rules);
}

/* ---- help [TOPIC] ---- */

static enum feedgen_status
no_such_topic(const char *topic)
{
	struct fg_cli_nearest nearest = {NULL, 0};

	for (size_t i = 0; fg_cli_commands[i]; i++)
		fg_cli_compare(&nearest, topic, fg_cli_commands[i]->name);
	fg_cli_compare(&nearest, topic, "rules");
	for (unsigned i = 0; feedgen_rule_at(i); i++)
		fg_cli_compare(&nearest, topic, feedgen_rule_at(i)->id);
	if (nearest.name)
		return fg_cli_misused(fg_cli_help.name,
		    "there is no command or rule '%s'; did you mean '%s'?",
		    topic, nearest.name);
	return fg_cli_misused(fg_cli_help.name,
	    "there is no command or rule '%s'; 'feedgen help rules' lists the "
	    "rules",
	    topic);
}

static enum feedgen_status
run(const struct fg_cli_values *values)
{
	const char *topic = values->operands[0];
	const struct fg_cli_command *command;

	if (values->operand_count == 0) {
		fg_cli_print_overview();
		return FEEDGEN_OK;
	}
	if (values->operand_count > 1)
		return fg_cli_misused(fg_cli_help.name,
		    "one topic at a time, not '%s' and '%s'", topic,
		    values->operands[1]);
	command = fg_cli_find_command(topic);
	if (command)
		fg_cli_print_help(command);
	else if (strcmp(topic, "rules") == 0)
		print_rules();
	else if (feedgen_rule_find(topic))
		print_rule(feedgen_rule_find(topic));
	else
		return no_such_topic(topic);
	return FEEDGEN_OK;
}

const struct fg_cli_command fg_cli_help = {
    .name = "help",
    .summary = "explain a command, or something that feedgen found wrong",
    .operands = "[COMMAND | RULE | rules]",
    .description =
	"Print the options of a COMMAND, or what the RULE at the end of a "
	"message means: for '[date-invalid]', 'feedgen help date-invalid'. "
	"'feedgen help rules' lists all rules.",
    .options = options,
    .run = run,
};
