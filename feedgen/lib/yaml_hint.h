/* SPDX-License-Identifier: ISC */
/* yaml_hint.h - how to mend what libyaml complains about. */
#ifndef FG_LIB_YAML_HINT_H
#define FG_LIB_YAML_HINT_H

#include "base/str.h"

/* A hint by libyaml's problem and the byte of the text where it saw it. */
const char *fg_yaml_hint(const char *problem, struct fg_str text, size_t at);

#endif
