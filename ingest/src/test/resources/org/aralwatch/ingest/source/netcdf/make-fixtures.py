"""Makes the NetCDF-4 files beside it: python3 make-fixtures.py (netCDF4-python 1.6.2, Debian's
python3-netcdf4, with libnetcdf 4.9.0 and HDF5 1.10.8). The classic files are written by the tests."""

import netCDF4
import numpy as np


def stations(name, **storage):
    f = netCDF4.Dataset(name, "w", format="NETCDF4")
    f.Conventions = "CF-1.8"
    f.featureType = "timeSeries"
    f.createDimension("station", 3)
    f.createDimension("time", None)
    f.createDimension("bnds", 2)
    f.createDimension("strlen", 8)
    t = f.createVariable("time", "f8", ("time",))
    t.units = "hours since 2024-01-01 00:00:00"
    t.standard_name = "time"
    t.bounds = "time_bnds"
    b = f.createVariable("time_bnds", "f8", ("time", "bnds"))
    s = f.createVariable("station_id", str, ("station",))
    s.cf_role = "timeseries_id"
    n = f.createVariable("station_name", "S1", ("station", "strlen"))
    n.standard_name = "platform_name"
    lon = f.createVariable("lon", "f4", ("station",))
    lon.standard_name = "longitude"
    lat = f.createVariable("lat", "f4", ("station",))
    lat.standard_name = "latitude"
    q = f.createVariable("q", "i2", ("time", "station"), fill_value=-999, **storage)
    q.standard_name = "water_volume_transport_in_river_channel"
    q.units = "m3 s-1"
    q.scale_factor = 0.1
    q.coordinates = "lon lat station_id station_name"
    q.cell_methods = "time: mean"
    q.set_auto_maskandscale(False)
    t[:] = np.arange(10) * 24 + 12
    b[:] = np.stack([np.arange(10) * 24, np.arange(10) * 24 + 24], axis=1)
    q[:] = np.arange(30).reshape(10, 3)
    q[4, 1] = -999
    lon[:] = [70.1, 70.2, 70.3]
    lat[:] = [41.1, 41.2, 41.3]
    for i, code in enumerate(["16290", "16279", "16924"]):
        s[i] = code
    n[:] = netCDF4.stringtochar(np.array(["Mullala", "Khudayd", "Charvak"], dtype="S8"))
    f.close()


stations("stations-packed.nc", zlib=True, shuffle=True, fletcher32=True, chunksizes=(4, 2))
stations("stations-chunked.nc", chunksizes=(3, 2))
stations("stations-contiguous.nc")

f = netCDF4.Dataset("unwritten.nc", "w", format="NETCDF4")
f.createDimension("time", None)
t = f.createVariable("time", "i4", ("time",))
t.units = "days since 1979-1-1"
q = f.createVariable("q", "f4", ("time",), chunksizes=(2,), zlib=True, fill_value=-1)
t[:] = np.arange(8)
q[0] = 1.5
q[7] = 2.5
f.close()

# A claim of 2^40 values in some kilobytes: nothing of it was written.
f = netCDF4.Dataset("huge.nc", "w", format="NETCDF4")
f.createDimension("time", 1 << 40)
t = f.createVariable("time", "i4", ("time",), chunksizes=(1024,))
t.units = "days since 1979-1-1"
t.standard_name = "time"
q = f.createVariable("q", "f4", ("time",), chunksizes=(1024,))
f.close()

f = netCDF4.Dataset("groups.nc", "w", format="NETCDF4")
g = f.createGroup("inner")
g.createDimension("time", 2)
t = g.createVariable("time", "i4", ("time",))
t.units = "days since 1979-1-1"
f.close()

# An incompressible chunk: deflate is left out by the writer where it does not help.
f = netCDF4.Dataset("random.nc", "w", format="NETCDF4")
f.createDimension("time", 64)
t = f.createVariable("time", "i4", ("time",))
t.units = "days since 1979-1-1"
q = f.createVariable("q", "u1", ("time",), chunksizes=(64,), zlib=True, shuffle=False)
t[:] = np.arange(64)
q[:] = (np.arange(64) * 167 + 13) % 251
f.close()
