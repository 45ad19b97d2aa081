/* SPDX-License-Identifier: ISC */
/*
 * why.h - why a file is left out.  Whatever decides returns one of these, so
 * that building and explaining follow the same rule.
 */
#ifndef FG_MODEL_WHY_H
#define FG_MODEL_WHY_H

enum fg_why {
	FG_KEPT, /* it is not left out */
#define FG_REASON(name, id, text) FG_WHY_##name,
#include "model/why.def"
#undef FG_REASON
	FG_WHY_COUNT
};

#endif
