"""The regions in codes and numbers (GB/T 2260) in the user's language."""

from collections.abc import Mapping

from words.translate import tr


def region(name: str) -> str:
    """Name a region that `core.domain.numbers` gives in Chinese."""
    return _regions().get(name, name)


def _regions() -> Mapping[str, str]:
    return {
        "北京": tr("Beijing"),
        "天津": tr("Tianjin"),
        "河北": tr("Hebei"),
        "山西": tr("Shanxi"),
        "内蒙古": tr("Inner Mongolia"),
        "辽宁": tr("Liaoning"),
        "大连": tr("Dalian"),
        "吉林": tr("Jilin"),
        "黑龙江": tr("Heilongjiang"),
        "上海": tr("Shanghai"),
        "江苏": tr("Jiangsu"),
        "浙江": tr("Zhejiang"),
        "宁波": tr("Ningbo"),
        "安徽": tr("Anhui"),
        "福建": tr("Fujian"),
        "厦门": tr("Xiamen"),
        "江西": tr("Jiangxi"),
        "山东": tr("Shandong"),
        "青岛": tr("Qingdao"),
        "河南": tr("Henan"),
        "湖北": tr("Hubei"),
        "湖南": tr("Hunan"),
        "广东": tr("Guangdong"),
        "深圳": tr("Shenzhen"),
        "广西": tr("Guangxi"),
        "海南": tr("Hainan"),
        "重庆": tr("Chongqing"),
        "四川": tr("Sichuan"),
        "贵州": tr("Guizhou"),
        "云南": tr("Yunnan"),
        "西藏": tr("Tibet"),
        "陕西": tr("Shaanxi"),
        "甘肃": tr("Gansu"),
        "青海": tr("Qinghai"),
        "宁夏": tr("Ningxia"),
        "新疆": tr("Xinjiang"),
        "计划单列市": tr("a separately planned city"),
    }
