/* SPDX-License-Identifier: ISC */
/* options.h - options and operands of a command, from a table. */
#ifndef FG_CLI_OPTIONS_H
#define FG_CLI_OPTIONS_H

#include "cli/cli.h"

#define FG_CLI_JOBS_MOST 64

enum fg_cli_format { FG_CLI_TEXT, FG_CLI_JSON };

/* What the commands are told; not every command has every option. */
struct fg_cli_values {
	struct feedgen_build_options build;
	const char *format; /* a word of its option, or NULL */
	const char *explain; /* path or URL, or NULL */
	bool help, quiet, verbose;
	const char **configs; /* cut out of config_text */
	size_t config_count;
	char *config_text;
	const char **operands;
	size_t operand_count;
};

enum fg_cli_type {
	FG_CLI_FLAG,  /* bool */
	FG_CLI_VALUE, /* const char * */
	FG_CLI_WORD,  /* const char *, one of the words */
	FG_CLI_TIME,  /* struct feedgen_time */
	FG_CLI_JOBS,  /* unsigned, from 1 */
	FG_CLI_LIST   /* the configs: separated by commas */
};

struct fg_cli_option {
	char letter;	  /* or 0 */
	const char *name; /* without hyphens */
	enum fg_cli_type type;
	size_t offset;		  /* in struct fg_cli_values */
	const char *value;	  /* what help calls it: "DIR" */
	const char *const *words; /* ends with NULL */
	const char *doc;	  /* for help; NULL ends the table */
};

/* Rows that several commands have. */
#define FG_CLI_OPTION(letter, name, type, field, value, doc)                   \
	{                                                                      \
		letter, name, FG_CLI_##type,                                   \
		    offsetof(struct fg_cli_values, field), value, NULL, doc    \
	}
#define FG_CLI_OPTION_FORMAT                                                   \
	{                                                                      \
		0, "format", FG_CLI_WORD,                                      \
		    offsetof(struct fg_cli_values, format), "text|json",       \
		    fg_cli_formats,                                            \
		    "json: results and diagnostics as JSON objects on "        \
		    "standard output, one a line"                              \
	}
#define FG_CLI_OPTION_HELP                                                     \
	FG_CLI_OPTION('h', "help", FLAG, help, NULL, "print this help")
#define FG_CLI_OPTION_END                                                      \
	{                                                                      \
		0, NULL, FG_CLI_FLAG, 0, NULL, NULL, NULL                      \
	}

extern const char *const fg_cli_formats[];

/* Does it ask for help, whatever else is in it? */
bool fg_cli_asks_for_help(int argc, char **argv);

/*
 * Read the arguments after argv[0].  0, or -1 after saying what is wrong with
 * them; free the values in both cases.
 */
int fg_cli_values_read(struct fg_cli_values *out,
    const struct fg_cli_command *command, int argc, char **argv);
void fg_cli_values_free(struct fg_cli_values *values);
enum fg_cli_format fg_cli_values_format(const struct fg_cli_values *values);

/*
 * Unless it is set already, set now to SOURCE_DATE_EPOCH of the environment.
 * 0, or -1 after telling the user of that command that it is no time.
 */
int fg_cli_read_epoch(struct feedgen_time *now, const char *command);

/* Print what the table says, for help. */
void fg_cli_print_options(const struct fg_cli_option *options);

#endif
