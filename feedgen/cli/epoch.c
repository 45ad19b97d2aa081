/* SPDX-License-Identifier: ISC */
/*
 * epoch.c - the time that the environment sets:
 * https://reproducible-builds.org/specs/source-date-epoch/
 */
#include <stdlib.h>

#include "cli/options.h"
#include "cli/print.h"

/* 9999-12-31T23:59:59Z; RFC 3339 has no later time. */
#define EPOCH_MOST 253402300799

int
fg_cli_read_epoch(struct feedgen_time *now, const char *command)
{
	const char *text = getenv("SOURCE_DATE_EPOCH");
	int64_t seconds = 0;
	size_t i = 0;

	if (!text || now->set)
		return 0;
	for (; text[i] >= '0' && text[i] <= '9' && seconds <= EPOCH_MOST; i++)
		seconds = seconds * 10 + (text[i] - '0');
	if (i == 0 || text[i] || seconds > EPOCH_MOST) {
		fg_cli_misused(command,
		    "SOURCE_DATE_EPOCH in the environment must be a number of "
		    "seconds since 1970, not '%s'",
		    text);
		return -1;
	}
	*now = (struct feedgen_time){.seconds = seconds, .set = true};
	return 0;
}
