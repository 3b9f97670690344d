/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tool in hand, and questions that the next click or drawn area answers. */
#include "config.h"

#include "app/session-private.h"

RsTool
rs_session_get_tool (RsSession *self)
{
  return self->tool;
}

static void
forget_question (RsSession *self)
{
  self->place_func = NULL;
  self->area_func = NULL;
  self->answer_data = NULL;
}

void
rs_session_set_tool (RsSession *self, RsTool tool)
{
  if (self->tool == tool)
    return;
  /* Leaving an asking tool in any other way than by its answer is a refusal. */
  if (self->place_func && tool != RS_TOOL_PLACE)
    {
      RsPlaceFunc func = self->place_func;
      gpointer data = self->answer_data;

      forget_question (self);
      func (NULL, data);
    }
  if (self->area_func && tool != RS_TOOL_AREA)
    {
      RsAreaFunc func = self->area_func;
      gpointer data = self->answer_data;

      forget_question (self);
      func (NULL, data);
    }
  self->tool = tool;
  g_object_notify (G_OBJECT (self), "tool");
}

void
rs_session_pick_place (RsSession *self, RsPlaceFunc func, gpointer user_data)
{
  rs_session_set_tool (self, RS_TOOL_NONE);
  self->place_func = func;
  self->answer_data = user_data;
  rs_session_set_tool (self, RS_TOOL_PLACE);
}

void
rs_session_pick_area (RsSession *self, RsAreaFunc func, gpointer user_data)
{
  rs_session_set_tool (self, RS_TOOL_NONE);
  self->area_func = func;
  self->answer_data = user_data;
  rs_session_set_tool (self, RS_TOOL_AREA);
}

void
rs_session_answer_place (RsSession *self, const RsLatLon *place)
{
  RsPlaceFunc func = self->place_func;
  gpointer data = self->answer_data;

  forget_question (self);
  rs_session_set_tool (self, RS_TOOL_NONE);
  if (func)
    func (place, data);
}

void
rs_session_answer_area (RsSession *self, GArray *area)
{
  RsAreaFunc func = self->area_func;
  gpointer data = self->answer_data;

  forget_question (self);
  rs_session_set_tool (self, RS_TOOL_NONE);
  if (func)
    func (area, data);
}
