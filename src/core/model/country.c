/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/country.h"

#include <glib/gi18n-lib.h>
#include <libintl.h>

/* Translations of the names in ISO 3166-1, by Debian's package iso-codes. */
#define ISO_DOMAIN "iso_3166-1"

/* All of ISO 3166-1, by code. A name in N_ is our own: shorter than the one in that list, or lacking there in a
 * language of ours. */
static const struct
{
  char code[3];
  const char *name;
} countries[] = {
  { "AD", "Andorra" }, { "AE", "United Arab Emirates" }, { "AF", "Afghanistan" },
  { "AG", "Antigua and Barbuda" }, { "AI", "Anguilla" }, { "AL", "Albania" }, { "AM", "Armenia" },
  { "AO", "Angola" }, { "AQ", "Antarctica" }, { "AR", "Argentina" }, { "AS", "American Samoa" },
  { "AT", "Austria" }, { "AU", "Australia" }, { "AW", "Aruba" }, { "AX", "Åland Islands" },
  { "AZ", "Azerbaijan" }, { "BA", "Bosnia and Herzegovina" }, { "BB", "Barbados" },
  { "BD", "Bangladesh" }, { "BE", "Belgium" }, { "BF", "Burkina Faso" }, { "BG", "Bulgaria" },
  { "BH", "Bahrain" }, { "BI", "Burundi" }, { "BJ", "Benin" }, { "BL", "Saint Barthélemy" },
  { "BM", "Bermuda" }, { "BN", "Brunei Darussalam" }, { "BO", "Bolivia" },
  { "BQ", "Bonaire, Sint Eustatius and Saba" }, { "BR", "Brazil" }, { "BS", "Bahamas" },
  { "BT", "Bhutan" }, { "BV", "Bouvet Island" }, { "BW", "Botswana" }, { "BY", "Belarus" },
  { "BZ", N_ ("Belize") }, { "CA", "Canada" }, { "CC", "Cocos (Keeling) Islands" },
  { "CD", N_ ("DR Congo") }, { "CF", "Central African Republic" }, { "CG", "Congo" },
  { "CH", "Switzerland" }, { "CI", "Côte d'Ivoire" }, { "CK", "Cook Islands" }, { "CL", "Chile" },
  { "CM", "Cameroon" }, { "CN", N_ ("China") }, { "CO", "Colombia" }, { "CR", "Costa Rica" },
  { "CU", "Cuba" }, { "CV", "Cabo Verde" }, { "CW", "Curaçao" }, { "CX", "Christmas Island" },
  { "CY", N_ ("Cyprus") }, { "CZ", "Czechia" }, { "DE", N_ ("Germany") }, { "DJ", "Djibouti" },
  { "DK", N_ ("Denmark") }, { "DM", "Dominica" }, { "DO", "Dominican Republic" },
  { "DZ", "Algeria" }, { "EC", "Ecuador" }, { "EE", "Estonia" }, { "EG", "Egypt" },
  { "EH", "Western Sahara" }, { "ER", "Eritrea" }, { "ES", "Spain" }, { "ET", "Ethiopia" },
  { "FI", "Finland" }, { "FJ", "Fiji" }, { "FK", N_ ("Falkland Islands") },
  { "FM", N_ ("Micronesia") }, { "FO", "Faroe Islands" }, { "FR", "France" }, { "GA", "Gabon" },
  { "GB", N_ ("United Kingdom") }, { "GD", "Grenada" }, { "GE", "Georgia" },
  { "GF", "French Guiana" }, { "GG", "Guernsey" }, { "GH", "Ghana" }, { "GI", "Gibraltar" },
  { "GL", "Greenland" }, { "GM", "Gambia" }, { "GN", "Guinea" }, { "GP", "Guadeloupe" },
  { "GQ", "Equatorial Guinea" }, { "GR", "Greece" },
  { "GS", "South Georgia and the South Sandwich Islands" }, { "GT", "Guatemala" },
  { "GU", "Guam" }, { "GW", "Guinea-Bissau" }, { "GY", "Guyana" }, { "HK", N_ ("Hong Kong") },
  { "HM", "Heard Island and McDonald Islands" }, { "HN", "Honduras" }, { "HR", "Croatia" },
  { "HT", "Haiti" }, { "HU", "Hungary" }, { "ID", "Indonesia" }, { "IE", "Ireland" },
  { "IL", "Israel" }, { "IM", "Isle of Man" }, { "IN", "India" },
  { "IO", "British Indian Ocean Territory" }, { "IQ", "Iraq" }, { "IR", N_ ("Iran") },
  { "IS", "Iceland" }, { "IT", "Italy" }, { "JE", "Jersey" }, { "JM", "Jamaica" },
  { "JO", "Jordan" }, { "JP", N_ ("Japan") }, { "KE", "Kenya" }, { "KG", "Kyrgyzstan" },
  { "KH", N_ ("Cambodia") }, { "KI", "Kiribati" }, { "KM", N_ ("Comoros") },
  { "KN", "Saint Kitts and Nevis" }, { "KP", N_ ("North Korea") }, { "KR", N_ ("South Korea") },
  { "KW", "Kuwait" }, { "KY", "Cayman Islands" }, { "KZ", "Kazakhstan" }, { "LA", N_ ("Laos") },
  { "LB", "Lebanon" }, { "LC", "Saint Lucia" }, { "LI", "Liechtenstein" }, { "LK", "Sri Lanka" },
  { "LR", N_ ("Liberia") }, { "LS", "Lesotho" }, { "LT", "Lithuania" }, { "LU", "Luxembourg" },
  { "LV", "Latvia" }, { "LY", "Libya" }, { "MA", "Morocco" }, { "MC", "Monaco" },
  { "MD", "Moldova" }, { "ME", "Montenegro" }, { "MF", "Saint Martin (French part)" },
  { "MG", "Madagascar" }, { "MH", N_ ("Marshall Islands") }, { "MK", "North Macedonia" },
  { "ML", "Mali" }, { "MM", "Myanmar" }, { "MN", N_ ("Mongolia") }, { "MO", "Macao" },
  { "MP", "Northern Mariana Islands" }, { "MQ", "Martinique" }, { "MR", "Mauritania" },
  { "MS", "Montserrat" }, { "MT", N_ ("Malta") }, { "MU", "Mauritius" }, { "MV", "Maldives" },
  { "MW", "Malawi" }, { "MX", "Mexico" }, { "MY", "Malaysia" }, { "MZ", "Mozambique" },
  { "NA", "Namibia" }, { "NC", "New Caledonia" }, { "NE", "Niger" }, { "NF", "Norfolk Island" },
  { "NG", "Nigeria" }, { "NI", "Nicaragua" }, { "NL", N_ ("Netherlands") },
  { "NO", N_ ("Norway") }, { "NP", "Nepal" }, { "NR", "Nauru" }, { "NU", "Niue" },
  { "NZ", "New Zealand" }, { "OM", "Oman" }, { "PA", N_ ("Panama") }, { "PE", "Peru" },
  { "PF", "French Polynesia" }, { "PG", "Papua New Guinea" }, { "PH", "Philippines" },
  { "PK", "Pakistan" }, { "PL", "Poland" }, { "PM", "Saint Pierre and Miquelon" },
  { "PN", "Pitcairn" }, { "PR", "Puerto Rico" }, { "PS", N_ ("Palestine") }, { "PT", "Portugal" },
  { "PW", N_ ("Palau") }, { "PY", "Paraguay" }, { "QA", "Qatar" }, { "RE", "Réunion" },
  { "RO", "Romania" }, { "RS", "Serbia" }, { "RU", N_ ("Russia") }, { "RW", "Rwanda" },
  { "SA", "Saudi Arabia" }, { "SB", "Solomon Islands" }, { "SC", "Seychelles" },
  { "SD", "Sudan" }, { "SE", "Sweden" }, { "SG", N_ ("Singapore") },
  { "SH", N_ ("Saint Helena") }, { "SI", "Slovenia" }, { "SJ", "Svalbard and Jan Mayen" },
  { "SK", "Slovakia" }, { "SL", N_ ("Sierra Leone") }, { "SM", "San Marino" },
  { "SN", "Senegal" }, { "SO", "Somalia" }, { "SR", "Suriname" }, { "SS", "South Sudan" },
  { "ST", "Sao Tome and Principe" }, { "SV", "El Salvador" },
  { "SX", "Sint Maarten (Dutch part)" }, { "SY", N_ ("Syria") }, { "SZ", "Eswatini" },
  { "TC", "Turks and Caicos Islands" }, { "TD", "Chad" }, { "TF", "French Southern Territories" },
  { "TG", N_ ("Togo") }, { "TH", "Thailand" }, { "TJ", "Tajikistan" }, { "TK", "Tokelau" },
  { "TL", "Timor-Leste" }, { "TM", "Turkmenistan" }, { "TN", "Tunisia" }, { "TO", "Tonga" },
  { "TR", N_ ("Turkey") }, { "TT", "Trinidad and Tobago" }, { "TV", "Tuvalu" },
  { "TW", N_ ("Taiwan") }, { "TZ", "Tanzania" }, { "UA", "Ukraine" }, { "UG", "Uganda" },
  { "UM", "United States Minor Outlying Islands" }, { "US", N_ ("United States") },
  { "UY", "Uruguay" }, { "UZ", "Uzbekistan" }, { "VA", N_ ("Vatican City") },
  { "VC", "Saint Vincent and the Grenadines" }, { "VE", "Venezuela" },
  { "VG", N_ ("British Virgin Islands") }, { "VI", N_ ("US Virgin Islands") },
  { "VN", N_ ("Viet Nam") }, { "VU", "Vanuatu" }, { "WF", "Wallis and Futuna" },
  { "WS", "Samoa" }, { "YE", "Yemen" }, { "YT", "Mayotte" }, { "ZA", "South Africa" },
  { "ZM", "Zambia" }, { "ZW", "Zimbabwe" },
};

static gpointer
bind_codeset (gpointer data)
{
  bind_textdomain_codeset (ISO_DOMAIN, "UTF-8");
  return NULL;
}

static const char *
find (const char *code)
{
  gsize low = 0, high = G_N_ELEMENTS (countries);

  while (low < high)
    {
      gsize middle = (low + high) / 2;

      if (g_ascii_strcasecmp (countries[middle].code, code) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low < G_N_ELEMENTS (countries) && g_ascii_strcasecmp (countries[low].code, code) == 0
           ? countries[low].name
           : NULL;
}

const char *
rs_country_get_name (const char *code)
{
  static GOnce once = G_ONCE_INIT;
  const char *name = find (code), *own;

  if (!name)
    return code;
  own = _ (name);
  if (own != name)
    return own;
  g_once (&once, bind_codeset, NULL);
  return g_dgettext (ISO_DOMAIN, name);
}
