/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/timeline/time-strip.h"

G_BEGIN_DECLS

typedef enum
{
  RS_CHART_SPEED,
  RS_CHART_DRAUGHT, /* from what the vessel said of itself over time */
} RsChartKind;

/* Speed or draught of the selected vessel over the time that the strip shows, with its playhead. A
 * silence is empty, what is not observed is dashed. Pointing says time and value, a click or drag sets
 * the clock. Its accessible label sums it up. */
#define RS_TYPE_CHART (rs_chart_get_type ())
G_DECLARE_FINAL_TYPE (RsChart, rs_chart, RS, CHART, GtkWidget)

/* @strip: (transfer none): must live as long as the chart is shown */
GtkWidget *rs_chart_new (RsChartKind kind, RsSession *session, RsTimeStrip *strip);

G_END_DECLS
