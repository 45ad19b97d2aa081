/* SPDX-License-Identifier: ISC */
/* version.c - feedgen version: of the program and its libraries. */
#include "cli/options.h"
#include "cli/print.h"

static const struct fg_cli_option options[] = {
    FG_CLI_OPTION_HELP,
    FG_CLI_OPTION_END,
};

static enum feedgen_status
run(const struct fg_cli_values *values)
{
	if (values->operand_count > 0)
		return fg_cli_misused(fg_cli_version.name,
		    "takes no arguments, such as '%s'", values->operands[0]);
	printf("feedgen %s\n%s\n", feedgen_version(), feedgen_libraries());
	return FEEDGEN_OK;
}

const struct fg_cli_command fg_cli_version = {
    .name = "version",
    .summary = "print the versions of feedgen and its libraries",
    .operands = "",
    .description = "Print the versions of feedgen and of the libraries that it "
		   "was built with.",
    .options = options,
    .run = run,
};
