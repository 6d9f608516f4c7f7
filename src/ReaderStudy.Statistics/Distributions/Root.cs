namespace ReaderStudy.Statistics.Distributions;

/// <summary>Roots of monotone functions to the last digit: Newton's steps, halving the bracket wherever a step leaves it.</summary>
internal static class Root
{
    /// <summary>The root between the limits of an increasing function with the given derivative.</summary>
    public static double Increasing(Func<double, double> function, Func<double, double> derivative, double low, double high, double start)
    {
        var x = start;
        for (var i = 0; i < 400; i++)
        {
            var value = function(x);
            if (value == 0 || double.IsNaN(value))
            {
                return double.IsNaN(value) ? double.NaN : x;
            }

            if (value > 0)
            {
                high = x;
            }
            else
            {
                low = x;
            }

            var next = x - (value / derivative(x));
            if (!(next > low && next < high))
            {
                next = 0.5 * (low + high);
            }

            if (Math.Abs(next - x) <= 1e-16 * Math.Abs(x) || next == low && low == high)
            {
                return next;
            }

            x = next;
        }

        return x;
    }

    /// <summary>The root of an increasing function without a known derivative: bisection between the limits until they meet.</summary>
    public static double Bisected(Func<double, double> increasing, double low, double high)
    {
        for (var i = 0; i < 2000; i++)
        {
            var middle = low + (0.5 * (high - low));
            if (middle == low || middle == high)
            {
                break;
            }

            if (increasing(middle) < 0)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return low + (0.5 * (high - low));
    }
}
