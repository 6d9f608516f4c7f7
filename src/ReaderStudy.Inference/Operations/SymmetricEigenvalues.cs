namespace ReaderStudy.Inference.Operations;

/// <summary>Eigenvalues of symmetric 3 x 3 matrices.</summary>
internal static class SymmetricEigenvalues
{
    /// <summary>From the greatest to the least.</summary>
    /// <remarks>Smith OK (1961). Eigenvalues of a symmetric 3 x 3 matrix. Communications of the ACM 4:168. doi:10.1145/355578.366316</remarks>
    public static (double Greatest, double Middle, double Least) Of(double xx, double yy, double zz, double xy, double xz, double yz)
    {
        var mean = (xx + yy + zz) / 3;
        var (x, y, z) = (xx - mean, yy - mean, zz - mean);
        var offDiagonal = (xy * xy) + (xz * xz) + (yz * yz);
        var spread = Math.Sqrt(((x * x) + (y * y) + (z * z) + (2 * offDiagonal)) / 6);
        if (spread == 0)
        {
            return (mean, mean, mean);
        }

        var determinant = (x * ((y * z) - (yz * yz))) - (xy * ((xy * z) - (yz * xz))) + (xz * ((xy * yz) - (y * xz)));
        var angle = Math.Acos(Math.Clamp(determinant / (2 * spread * spread * spread), -1, 1)) / 3;
        var greatest = mean + (2 * spread * Math.Cos(angle));
        var least = mean + (2 * spread * Math.Cos(angle + (2 * Math.PI / 3)));
        return (greatest, (3 * mean) - greatest - least, least);
    }
}
