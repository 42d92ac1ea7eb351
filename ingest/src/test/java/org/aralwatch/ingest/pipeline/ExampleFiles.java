package org.aralwatch.ingest.pipeline;

/** A few rows in the layouts of two real files, for the format alone. */
final class ExampleFiles {
  /** Dekads and months dated by their last day, NA, three variables, UTM coordinates. */
  static final String CHIRCHIK =
      """
      "date","data","norm","units","type","code","station","river","basin","resolution","lon_UTM42","lat_UTM42","altitude_masl","basinSize_sqkm"
      1932-01-10,48.8,38.76,"m3s","Q","16279","Khudaydod","Chatkal","Chirchik","dec",598278,4596628,953,5677.829056
      1932-01-20,48.4,37.45,"m3s","Q","16279","Khudaydod","Chatkal","Chirchik","dec",598278,4596628,953,5677.829056
      1932-01-31,42.4,36.59,"m3s","Q","16279","Khudaydod","Chatkal","Chirchik","dec",598278,4596628,953,5677.829056
      1932-02-29,41.0,36.59,"m3s","Q","16279","Khudaydod","Chatkal","Chirchik","dec",598278,4596628,953,5677.829056
      1940-02-29,85.1,80.1,"m3s","Q","16262","Gazalkent","Chirchik","Chirchik","mon",572000,4601000,NA,NA
      1933-01-10,NA,27.04,"mm","P","38462","Pskem Meteo Station","Pskem","Chirchik","dec",613221.09,4641209.2,1136,NA
      1933-01-20,30.1,29.91,"mm","P","38462","Pskem Meteo Station","Pskem","Chirchik","dec",613221.09,4641209.2,1136,NA
      1933-01-20,-4.5,-5.2,"degC","T","38462","Pskem Meteo Station","Pskem","Chirchik","dec",613221.09,4641209.2,1136,NA
      """;

  /** Twelve-hour clock, hours named by their end, an hour twice, -999 marked valid, below zero. */
  static final String AIRNOW =
      """
      Site,Parameter,Date (LT),Year,Month,Day,Hour,NowCast Conc.,AQI,AQI Category,Raw Conc.,Conc. Unit,Duration,QC Name
      Bishkek,PM2.5 - Principal,2019-02-06 06:00 AM,2019,02,06,06,-999.0,-999,N/A,12.0,UG/M3,1 Hr,Valid
      Bishkek,PM2.5 - Principal,2019-02-06 01:00 PM,2019,02,06,13,17.0,61,Moderate,-4.0,UG/M3,1 Hr,Valid
      Bishkek,PM2.5 - Principal,2019-03-10 01:00 AM,2019,03,10,01,34.7,99,Moderate,31.0,UG/M3,1 Hr,Valid
      Bishkek,PM2.5 - Principal,2019-03-10 03:00 AM,2019,03,10,03,30.5,90,Moderate,27.0,UG/M3,1 Hr,Valid
      Bishkek,PM2.5 - Principal,2019-03-10 03:00 AM,2019,03,10,03,28.2,85,Moderate,26.0,UG/M3,1 Hr,Valid
      Bishkek,PM2.5 - Principal,2019-03-10 04:00 AM,2019,03,10,04,30.1,89,Moderate,32.0,UG/M3,1 Hr,Suspect
      Bishkek,PM2.5 - Principal,2019-03-10 05:00 AM,2019,03,10,05,30.1,89,Moderate,300.0,UG/M3,1 Hr,Invalid
      Bishkek,PM2.5 - Principal,2019-03-10 06:00 AM,2019,03,10,06,30.1,89,Moderate,-999.0,UG/M3,1 Hr,Valid
      Bishkek,PM2.5 - Principal,2020-01-01 12:00 AM,2020,01,01,00,62.6,155,Unhealthy,70.0,UG/M3,1 Hr,Valid
      """;

  private ExampleFiles() {}
}
