/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/map/raster-maps.h"

#include "app/map/picture-layer.h"

struct _RsRasterMaps
{
  ShumateMap *map;         /* borrowed */
  ShumateLayer *picture;   /* borrowed */
  RsSession *session;      /* borrowed */
  RsAtlas *atlas;          /* borrowed */
  RsPictureLayer *ground;  /* below the street map, or NULL */
  ShumateMapLayer *street; /* in the map, or NULL */
  ShumateMapLayer *marks;  /* in the map, or NULL */
};

static ShumateMapLayer *
make_layer (RsRasterMaps *self, const char *id, const char *name, const char *license,
            const char *license_uri, guint max_zoom, const char *url)
{
  g_autoptr (ShumateMapSource) source = SHUMATE_MAP_SOURCE (shumate_raster_renderer_new_full_from_url (
      id, name, license, license_uri, 0, max_zoom, 256, SHUMATE_MAP_PROJECTION_MERCATOR, url));
  ShumateMapLayer *layer
      = shumate_map_layer_new (source, shumate_map_get_viewport (self->map));

  gtk_widget_set_can_target (GTK_WIDGET (layer), FALSE);
  return layer;
}

static void
drop_layer (RsRasterMaps *self, ShumateMapLayer **layer)
{
  if (*layer)
    shumate_map_remove_layer (self->map, SHUMATE_LAYER (*layer));
  *layer = NULL;
}

static void
update (RsRasterMaps *self)
{
  RsBaseMap base_map;
  gboolean seamarks;

  g_object_get (self->session, "base-map", &base_map, "seamarks", &seamarks, NULL);
  if (self->ground)
    shumate_map_remove_layer (self->map, SHUMATE_LAYER (self->ground));
  self->ground = NULL;
  drop_layer (self, &self->street);
  drop_layer (self, &self->marks);
  if (base_map == RS_BASE_OPEN_STREET_MAP)
    {
      self->street = make_layer (self, "osm", "OpenStreetMap", "© OpenStreetMap contributors",
                                 "https://www.openstreetmap.org/copyright", 19,
                                 "https://tile.openstreetmap.org/{z}/{x}/{y}.png");
      shumate_map_insert_layer_behind (self->map, SHUMATE_LAYER (self->street), self->picture);
      self->ground = rs_picture_layer_new_ground (shumate_map_get_viewport (self->map),
                                                  self->session, self->atlas);
      shumate_map_insert_layer_behind (self->map, SHUMATE_LAYER (self->ground),
                                       SHUMATE_LAYER (self->street));
    }
  if (seamarks)
    {
      self->marks = make_layer (self, "openseamap", "OpenSeaMap", "© OpenSeaMap contributors",
                                "https://www.openseamap.org", 18,
                                "https://tiles.openseamap.org/seamark/{z}/{x}/{y}.png");
      /* Our picture is opaque unless a street map is below it. */
      if (self->street)
        shumate_map_insert_layer_behind (self->map, SHUMATE_LAYER (self->marks), self->picture);
      else
        shumate_map_insert_layer_above (self->map, SHUMATE_LAYER (self->marks), self->picture);
    }
}

RsRasterMaps *
rs_raster_maps_new (ShumateMap *map, ShumateLayer *picture, RsSession *session,
                    RsAtlas *atlas)
{
  RsRasterMaps *self = g_new0 (RsRasterMaps, 1);

  shumate_set_user_agent ("Roadstead/" RS_VERSION " (" RS_APP_ID ")");
  self->map = map;
  self->picture = picture;
  self->session = session;
  self->atlas = atlas;
  g_signal_connect_swapped (session, "notify::base-map", G_CALLBACK (update), self);
  g_signal_connect_swapped (session, "notify::seamarks", G_CALLBACK (update), self);
  update (self);
  return self;
}

void
rs_raster_maps_free (RsRasterMaps *self)
{
  g_signal_handlers_disconnect_by_data (self->session, self);
  g_free (self);
}

const char *
rs_raster_maps_get_attribution (RsRasterMaps *self)
{
  if (self->street && self->marks)
    return "© OpenStreetMap, © OpenSeaMap contributors";
  if (self->street)
    return "© OpenStreetMap contributors";
  if (self->marks)
    return "© OpenSeaMap contributors";
  return NULL;
}
