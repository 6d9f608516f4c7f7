namespace ReaderStudy.Phantom;

/// <summary>The six classes of liver lesion that the phantom draws, in the order used by LiLNet.</summary>
public enum LesionClass
{
    /// <summary>Hepatocellular carcinoma: arterial hyperenhancement, washout, capsule.</summary>
    Hcc,

    /// <summary>Intrahepatic cholangiocarcinoma: peripheral rim, progressive enhancement towards the delayed phase.</summary>
    Icc,

    /// <summary>Metastasis: hypoattenuating with a rim, sometimes several.</summary>
    Met,

    /// <summary>Focal nodular hyperplasia: strong homogeneous arterial enhancement, isoattenuating later, central scar.</summary>
    Fnh,

    /// <summary>Haemangioma: peripheral nodules as bright as vessels, filling towards the centre.</summary>
    Hem,

    /// <summary>Cyst: water, no enhancement.</summary>
    Cyst,
}

/// <summary>Facts about <see cref="LesionClass"/>.</summary>
public static class LesionClasses
{
    /// <summary>True for HCC, ICC and MET.</summary>
    public static bool IsMalignant(this LesionClass lesionClass) => lesionClass is LesionClass.Hcc or LesionClass.Icc or LesionClass.Met;

    /// <summary>The code that protocols and models use: HCC, ICC, MET, FNH, HEM or CYST.</summary>
    public static string Code(this LesionClass lesionClass) =>
        lesionClass switch
        {
            LesionClass.Hcc => "HCC",
            LesionClass.Icc => "ICC",
            LesionClass.Met => "MET",
            LesionClass.Fnh => "FNH",
            LesionClass.Hem => "HEM",
            LesionClass.Cyst => "CYST",
        };
}
