"""Invented people, each as several lists would write them, in ten scripts; and pairs that are two people.

The first of a line is the name as printed; all others of the line are the same person.
"""

from __future__ import annotations

from itertools import combinations

SAME = """
Anna Kovalchuk | Ковальчук Анна | Анна Ковальчук | KOVALCHUK, Anna
Sergei Ivanov | Иванов Сергей | Sergey Ivanov | IVANOV Sergej
Olga Petrova | Ольга Петрова | Petrova, Olga
Dmitri Sokolov | Дмитрий Соколов | Dmitriy Sokolov | Sokolov D.
Natalia Morozova | Наталья Морозова | Natalya Morozova
Bojan Petrović | Бојан Петровић | Petrovic Bojan
Nikos Papadopoulos | Νίκος Παπαδόπουλος | PAPADOPOULOS Nikos
Eleni Georgiou | Ελένη Γεωργίου | Georgiou, Eleni
Maria Dimitriou | Μαρία Δημητρίου | Dimitriou Maria
Giorgi Beridze | გიორგი ბერიძე | BERIDZE Giorgi
Nino Kapanadze | ნინო კაპანაძე | Kapanadze, Nino
Aram Sargsyan | Արամ Սարգսյան | SARGSYAN, Aram
Ani Petrosyan | Անի Պետրոսյան | Petrosyan Ani
Anita Sharma | अनीता शर्मा | Sharma, Anita
Rajesh Kumar | राजेश कुमार | KUMAR Rajesh
Sunil Gurung | सुनिल गुरुङ | Gurung, Sunil
Wang Xiaoming | 王小明 | Xiaoming Wang | WANG Xiao Ming
Li Na | 李娜 | Na Li
Zhang Wei | 张伟 | Wei Zhang
Kim Min-jun | 김민준 | Minjun Kim | KIM Min Jun
Park Seo-yeon | 박서연 | Seoyeon Park
Mohammed Al-Khatib | محمد الخطيب | Mohamed Al Khatib | AL-KHATIB, Mohammed
Fatima Hassan | فاطمة حسن | Fatma Hassan
Karim Mansour | كريم منصور | MANSOUR Karim
Layla Nasser | ليلى ناصر | Laila Nasser
Yael Cohen | יעל כהן | COHEN Yael
David Levi | דוד לוי | Levi, David
Žofia Kováčová | Zofia Kovacova | KOVÁČOVÁ Žofia | Dr Žofia Kováčová
Jörg Müller | Jorg Muller | Müller, Jörg | Herr Jörg Müller
Søren Ærø | Soren Aero | ÆRØ, Søren
Łukasz Wiśniewski | Lukasz Wisniewski | WIŚNIEWSKI Łukasz
José María García López | Jose Maria Garcia Lopez | García López, José María | José García López
Chidi Okafor | OKAFOR, Chidi | Mr Chidi Okafor | C. Okafor
Hanna Berg | Berg Hanna | Ms Hanna Berg | H. Berg
Nguyễn Thị Minh | Nguyen Thi Minh | Minh Nguyen Thi
Tadesse Bekele | ታደሰ በቀለ | BEKELE Tadesse
Seán O’Neill | Sean ONeill | O'Neill, Sean
Aïcha Traoré | Aicha Traore | TRAORÉ Aïcha
Amélie Dubois-Laurent | Amelie Dubois Laurent | DUBOIS-LAURENT, Amélie
Ingrid Håkonsen | Haakonsen Ingrid | HÅKONSEN, Ingrid
"""

TWO = """
Anna Kovalchuk | Olga Kovalchuk
Анна Ковальчук | Dmitri Kovalchuk
Sergei Ivanov | Igor Ivanov
Иванов Сергей | Anna Ivanova
Olga Petrova | Oksana Petrova
Bojan Petrović | Goran Petrović
Nikos Papadopoulos | Maria Papadopoulos
Ελένη Γεωργίου | Andreas Georgiou
Giorgi Beridze | Nino Beridze
Aram Sargsyan | Tigran Sargsyan
Anita Sharma | Ravi Sharma
राजेश कुमार | Sanjay Kumar
Wang Xiaoming | Wang Lei
王小明 | Wang Fang
Zhang Wei | Zhang Min
Kim Min-jun | Kim Soo-jin
김민준 | Kim Hana
Mohammed Al-Khatib | Yusuf Al-Khatib
محمد الخطيب | Samir Al-Khatib
Fatima Hassan | Omar Hassan
كريم منصور | Salma Mansour
Yael Cohen | Noam Cohen
דוד לוי | Sarah Levi
Žofia Kováčová | Jana Kováčová
Jörg Müller | Petra Müller
Jörg Müller | Jürgen Möller
Łukasz Wiśniewski | Marek Wiśniewski
José María García López | Pedro García López
Chidi Okafor | Emeka Okafor
Hanna Berg | Jonas Berg
Hanna Berg | Hanna Lind
C. Okafor | Emeka Okafor
Nguyễn Thị Minh | Nguyễn Văn Hùng
Tadesse Bekele | Abebe Bekele
Seán O’Neill | Fiona O’Neill
Aïcha Traoré | Moussa Traoré
Ingrid Håkonsen | Ingrid Nilsen
Amélie Dubois-Laurent | Claire Dubois
Maria Dimitriou | Maria Georgiou
Li Na | Li Jun
"""


def _rows(text):
    return [[name.strip() for name in line.split("|")] for line in text.strip().splitlines()]


def same_pairs():
    """All pairs of spellings of one person."""
    return [pair for row in _rows(SAME) for pair in combinations(row, 2)]


def different_pairs():
    """Pairs of two people: near ones by hand, and each spelling with one of the next two people."""
    rows = _rows(SAME)
    near = [tuple(row) for row in _rows(TWO)]
    shifted = [
        (name, rows[(i + step) % len(rows)][j % len(rows[(i + step) % len(rows)])])
        for i, row in enumerate(rows)
        for j, name in enumerate(row)
        for step in (1,)
    ]
    return near + shifted
