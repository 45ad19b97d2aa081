/* SPDX-License-Identifier: ISC */
/* report.c - from diagnostics to a caller's function, and to a status. */
#include "engine/report.h"

enum feedgen_status
fg_report_diags(const struct fg_diag_list *list, bool strict,
    const struct feedgen_report *report)
{
	for (const struct fg_diag_item *i = list->first; i; i = i->next)
		if (report->diag)
			report->diag(&i->diag, report->payload);
	if (list->errors == 0)
		return strict && list->warnings ? FEEDGEN_INVALID : FEEDGEN_OK;
	switch (list->worst) {
	case FEEDGEN_FAULT_SYSTEM:
		return FEEDGEN_FAILED;
	case FEEDGEN_FAULT_CONFIG:
		return FEEDGEN_USAGE;
	default:
		return FEEDGEN_INVALID;
	}
}
