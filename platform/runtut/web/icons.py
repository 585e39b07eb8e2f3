"""Line icons of the interface: drawn for it on a field of 24 × 24, coloured by the text around them."""

from markupsafe import Markup

PATHS = {
    "tasks": "M4 6.5l1.6 1.6L8.5 5M4 12.5l1.6 1.6 2.9-3.1M4 18.5l1.6 1.6 2.9-3.1M12.5 6.5H20M12.5 12.5H20M12.5 18.5H20",
    "cycle": "M19.5 12a7.5 7.5 0 0 1-13.2 4.9M4.5 12a7.5 7.5 0 0 1 13.2-4.9M18 3.5v4h-4M6 20.5v-4h4",
    "chart": "M4 20V4M4 20h16M8 16.5v-4M12.5 16.5v-9M17 16.5v-6.5",
    "sop": "M9 3.5h6v4H9zM5 16.5h5v4H5zM14 16.5h5v4h-5zM12 7.5V12M7.5 16.5V12h9v4.5",
    "compare": "M5 20V10M12 20V4M19 20v-7M3 20h18",
    "oversight": "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z"
    "M12 9.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6z",
    "settings": "M4 7h9M17 7h3M4 17h3M11 17h9M15 4.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4z"
    "M9 14.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4z",
    "library": "M4.5 4.5h4v15h-4zM10 4.5h4v15h-4zM16 5.2l3.6-.8 2.6 14.4-3.6.7z",
    "people": "M9 5a3.3 3.3 0 1 0 0 6.6A3.3 3.3 0 0 0 9 5zM2.8 19.5c.5-3.5 2.9-5.3 6.2-5.3s5.7 1.8 6.2 5.3"
    "M16 5.4a3 3 0 0 1 0 5.8M18 14.6c1.8.7 2.9 2.3 3.2 4.9",
    "search": "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.3 15.3L20 20",
    "bell": "M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "check": "M5 12.5l4.5 4.5L19 7.5",
    "cross": "M6 6l12 12M18 6L6 18",
    "plus": "M12 5v14M5 12h14",
    "down": "M6 9.5l6 6 6-6",
    "right": "M9.5 6l6 6-6 6",
    "left": "M14.5 6l-6 6 6 6",
    "return": "M9 6L4.5 10.5 9 15M5 10.5h9.5a5 5 0 0 1 0 10H11",
    "warning": "M12 4L2.8 20h18.4zM12 10v4.5M12 17.2v.3",
    "info": "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 11v5.5M12 7.6v.3",
    "lock": "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
    "file": "M6 3.5h8l4 4v13H6zM14 3.5v4h4",
    "upload": "M12 15.5V4.5M7.5 9L12 4.5 16.5 9M4.5 15v5h15v-5",
    "download": "M12 4.5v11M7.5 11l4.5 4.5 4.5-4.5M4.5 15v5h15v-5",
    "comment": "M4 5h16v11h-9l-4.5 4v-4H4z",
    "clock": "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3 2.5",
    "calendar": "M4.5 6h15v14h-15zM4.5 10.5h15M8.5 3.5V8M15.5 3.5V8",
    "sign": "M3.5 20h17M5 15.5c3-7 6-11 7.5-10S9.5 15.5 11 16s3-4.5 4.5-4.2 0 3.7 4 2.7",
    "archive": "M3.5 5h17v4h-17zM5 9v11h14V9M9.5 13h5",
    "print": "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
    "person": "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20.5c.6-4 3.4-6 7.5-6s6.9 2 7.5 6",
    "outside": "M9 5H5v14h14v-4M13 5h6v6M19 5l-8.5 8.5",
    "up-down": "M8 10l4-4 4 4M8 14l4 4 4-4",
    "up": "M7 14l5-5 5 5",
}  # fmt: skip


def icon(name: str, label: str = "") -> Markup:
    """An icon beside words says nothing to a screen reader; one that stands alone needs its `label`."""
    said = Markup('role="img" aria-label="{}"').format(label) if label else Markup('aria-hidden="true"')
    return Markup('<svg class="icon" viewBox="0 0 24 24" width="20" height="20" {}><path d="{}"/></svg>').format(
        said, PATHS[name]
    )
