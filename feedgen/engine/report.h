/* SPDX-License-Identifier: ISC */
/* report.h - telling a caller what was found. */
#ifndef FG_ENGINE_REPORT_H
#define FG_ENGINE_REPORT_H

#include "base/diag.h"
#include "feedgen/feedgen.h"

/* Hand every diagnostic over; the status is that of the worst error. */
enum feedgen_status fg_report_diags(const struct fg_diag_list *list,
    bool strict, const struct feedgen_report *report);

#endif
