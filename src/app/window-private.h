/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/panels/details.h"
#include "app/panels/import-bar.h"
#include "app/panels/live-bar.h"
#include "app/panels/loading-page.h"
#include "app/panels/sidebar.h"
#include "app/panels/start-page.h"
#include "app/steps.h"
#include "app/window.h"

G_BEGIN_DECLS

struct _RsWindow
{
  AdwApplicationWindow parent_instance;

  /* Template */
  AdwToastOverlay *toasts;
  GtkRevealer *drop_revealer;
  GtkWidget *header_bar;
  AdwWindowTitle *title;
  AdwSplitButton *open_button;
  GtkWidget *sidebar_button;
  GtkWidget *import_button;
  GtkWidget *undo_box;
  GtkWidget *undo_button;
  GtkWidget *redo_button;
  GtkWidget *menu_button;
  GtkWidget *details_button;
  GtkWidget *view_button;
  GtkWidget *export_button;
  GtkWidget *export_cancel;
  GtkSpinner *export_spinner;
  GtkWidget *incident_button;
  GtkWidget *search_button;
  GtkStack *pages;
  RsStartPage *start_page;
  RsLoadingPage *loading_page;
  AdwStatusPage *error_page;
  GtkRevealer *read_only_revealer;
  GtkLabel *read_only_label;
  GtkPaned *outer_paned;
  GtkPaned *inner_paned;
  RsSidebar *sidebar;
  RsDetails *details;
  AdwBin *map_bin;
  AdwBin *timeline_bin;
  RsImportBar *import_bar;
  RsLiveBar *live_bar;

  /* Owned */
  RsSession *session;
  GSettings *settings;
  char *case_path;
  guint drop_look_id;   /* while files are dragged over it */
  char **waiting_paths; /* (nullable): to be imported as soon as there is a case */
  GCancellable *opening;
  GCancellable *exporting; /* of all exports under way; NULL: none */
  GMenu *recent_menu;
  AdwAnimation *folds[2]; /* of the left and the right panel */

  /* The toast that offers to take back what was just done, and the revision that it means. */
  AdwToast *undo_toast; /* weak */
  AdwToast *case_toast; /* weak: asks for a case for the waiting paths */
  guint64 undo_revision;

  gboolean show_panel[2]; /* wanted by the user: left, right */
  gboolean narrow;        /* too little room for both */
  guint n_exports; /* under way */
  gboolean closing;
  gboolean placed; /* the panels have had their width */
  guint resized_id;
  guint place_id; /* of the ticks that give unfolded panels their width */
  gboolean laid_out; /* a frame began since the last one unfolded */
  RsSteps page_steps; /* the page of another case is about to be shown */
};

typedef enum
{
  RS_PANEL_LEFT,
  RS_PANEL_RIGHT,
} RsPanel;

/* window-actions.c */
void rs_window_install_actions (RsWindow *self);
void rs_window_update_actions (RsWindow *self);

/* window-records.c */
void rs_window_install_record_actions (RsWindow *self);

/* window-menu.c */
void rs_window_add_keys (RsWindow *self);
void rs_window_show_context_menu (RsWindow *self, const RsMapContext *context);

/* window-layout.c */
void rs_window_init_layout (RsWindow *self);
void rs_window_save_layout (RsWindow *self);
gboolean rs_window_get_panel_shown (RsWindow *self, RsPanel panel);
void rs_window_set_panel_shown (RsWindow *self, RsPanel panel, gboolean shown);
void rs_window_update_fullscreen (RsWindow *self);

/* window-live.c */
void rs_window_install_live_actions (RsWindow *self);
/* Of the filter; after the session is there. */
void rs_window_install_filter_actions (RsWindow *self);

/* window-drop.c */
void rs_window_install_file_drop (RsWindow *self);

/* window-case.c */
void rs_window_close_case (RsWindow *self);
/* Lets go of the case without showing the start page: the window closes or opens another. */
void rs_window_drop_case (RsWindow *self);

/* window.c */
void rs_window_show_page (RsWindow *self, const char *name);
void rs_window_update_title (RsWindow *self);

G_END_DECLS
